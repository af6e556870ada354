import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { bundleClientScript } from "../admin-page/bundle-client-script.ts";
import { sendScript, sendStyle } from "../admin-page/send-answer.ts";
import { findAsset } from "../theme-extension/render-app-embeds.ts";
import { drawProduct } from "./product-art.ts";

const TYPES: Record<string, string> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  json: "application/json; charset=utf-8",
};

/** The storefront's own script, style and pictures, and those of the app's extensions. False: none of them. */
export async function serveStorefrontAsset(
  response: ServerResponse,
  { url, tomlPath }: { url: URL; tomlPath: string },
): Promise<boolean> {
  const { pathname } = url;
  if (pathname === "/dev-store/storefront.js") {
    const entry = new URL("./client/storefront.ts", import.meta.url);
    sendScript(response, await bundleClientScript(entry));
    return true;
  }
  if (pathname === "/dev-store/storefront.css") {
    const files = ["./storefront.css", "./storefront-product.css"];
    const styles = files.map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
    sendStyle(response, styles.join("\n"));
    return true;
  }
  const [, seed, view] = /^\/dev-store\/pictures\/([^/]+)-(\d)\.svg$/.exec(pathname) ?? [];
  if (seed !== undefined) {
    const picture = drawProduct(decodeURIComponent(seed), Number(view));
    sendLasting(response, Buffer.from(picture), "svg");
    return true;
  }
  const asset = findAsset(tomlPath, pathname);
  if (asset === undefined) return false;
  sendLasting(response, asset, pathname.replace(/^.*\./, ""));
  return true;
}

/** What its address names for good, as on a CDN. */
function sendLasting(response: ServerResponse, body: Buffer, ending: string): void {
  response
    .writeHead(200, {
      "content-type": TYPES[ending] ?? "application/octet-stream",
      "content-length": body.length,
      "cache-control": "public, max-age=31536000, immutable",
    })
    .end(body);
}
