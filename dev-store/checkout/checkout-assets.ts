import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { sendScript, sendStyle } from "../admin-page/send-answer.ts";
import { bundleScript } from "../pixel/bundle-script.ts";

/** The checkout's own script and style. False: not one of them. */
export async function serveCheckoutAsset(response: ServerResponse, url: URL): Promise<boolean> {
  if (url.pathname === "/dev-store/checkout.js") {
    const entry = new URL("./client/checkout.ts", import.meta.url);
    sendScript(response, await bundleScript(entry));
    return true;
  }
  if (url.pathname === "/dev-store/checkout.css") {
    sendStyle(response, readFileSync(new URL("./checkout.css", import.meta.url), "utf8"));
    return true;
  }
  return false;
}
