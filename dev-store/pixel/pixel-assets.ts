import type { ServerResponse } from "node:http";
import { pathToFileURL } from "node:url";
import { html } from "../admin-page/html.ts";
import { sendHtml, sendScript } from "../admin-page/send-answer.ts";
import { bundleScript } from "./bundle-script.ts";
import type { PixelExtension } from "./pixel-extension.ts";

const SCRIPTS = new Map([
  ["/dev-store/pixel/host.js", "./client/storefront-host.ts"],
  ["/dev-store/pixel/frame.js", "./client/frame.ts"],
  ["/dev-store/pixel/sandbox.js", "./client/sandbox.ts"],
]);

/** The scripts that run pixels, the sandbox's page, and the app's pixel itself. False: not one of them. */
export async function servePixelAsset(
  response: ServerResponse,
  url: URL,
  extension: PixelExtension | undefined,
): Promise<boolean> {
  const { pathname } = url;
  const script = SCRIPTS.get(pathname);
  if (script !== undefined) {
    sendScript(response, await bundleScript(new URL(script, import.meta.url)));
    return true;
  }
  if (pathname === "/dev-store/pixel/frame") {
    // Of no origin even where somebody opens it outside of the iframe.
    response.setHeader("content-security-policy", "sandbox allow-scripts");
    const page = html`<!doctype html>
      <script src="/dev-store/pixel/frame.js"></script>`;
    sendHtml(response, page);
    return true;
  }
  if (pathname === "/dev-store/pixel/pixel.js" && extension !== undefined) {
    sendScript(response, await bundlePixel(extension));
    return true;
  }
  return false;
}

/** The extension as `shopify app deploy` would send it. */
export function bundlePixel({ folder }: Pick<PixelExtension, "folder">): Promise<string> {
  return bundleScript(new URL("src/index.ts", pathToFileURL(`${folder}/`)));
}
