import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { bundleClientScript } from "../admin-page/bundle-client-script.ts";
import { sendScript, sendStyle } from "../admin-page/send-answer.ts";

/** The storefront's own script and style. False: not one of them. */
export async function serveStorefrontAsset(response: ServerResponse, url: URL): Promise<boolean> {
  if (url.pathname === "/dev-store/storefront.js") {
    const entry = new URL("./client/storefront.ts", import.meta.url);
    sendScript(response, await bundleClientScript(entry));
    return true;
  }
  if (url.pathname === "/dev-store/storefront.css") {
    sendStyle(response, readFileSync(new URL("./storefront.css", import.meta.url), "utf8"));
    return true;
  }
  return false;
}
