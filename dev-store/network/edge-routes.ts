import type { IncomingMessage, ServerResponse } from "node:http";
import { handleAdmin, serveAsset } from "../admin-page/admin-routes.ts";
import { html } from "../admin-page/html.ts";
import { sendHtml } from "../admin-page/send-answer.ts";
import { serveCheckoutAsset } from "../checkout/checkout-assets.ts";
import { servePixelAsset } from "../pixel/pixel-assets.ts";
import { handleStorefront } from "../storefront/storefront-routes.ts";
import { serveStorefrontAsset } from "../storefront/storefront-assets.ts";
import type { EdgeContext } from "./edge-context.ts";

const SHOP_HOST = /^[a-z0-9-]+\.myshopify\.com$/;

/**
 * The pages for people: admin, storefront, and the app proxy below it. On the loopback server the
 * storefront of a shop is /shop/NAME, under the shop's own host it is everything but /admin.
 * False when the request is for none of them. Never throws: a fault is answered with 500.
 */
export async function handleEdgeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: EdgeContext,
): Promise<boolean> {
  const url = new URL(
    request.url ?? "/",
    `${context.scheme}://${request.headers.host ?? "localhost"}`,
  );
  try {
    return await route(request, response, { url, context });
  } catch (error) {
    console.error(`dev store: ${request.method} ${url.pathname} failed`, error);
    if (!response.headersSent)
      sendHtml(response, html`<p>The dev store failed: ${String(error)}</p>`, 500);
    else response.destroy();
    return true;
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { url, context }: { url: URL; context: EdgeContext },
): Promise<boolean> {
  const admin = { request, response, url, context };
  if (await serveAsset(admin)) return true;
  const { tomlPath } = context.app;
  if (await serveStorefrontAsset(response, { url, tomlPath })) return true;
  if (await serveCheckoutAsset(response, url)) return true;
  if (await servePixelAsset(response, url, context.pixelExtension)) return true;

  const { base, name, path } = locateStorefront(url, context.host);
  if (name === undefined) return SHOP_HOST.test(context.host) ? false : handleAdmin(admin);
  const shop = context.findShop(name);
  if (shop === undefined) {
    sendHtml(response, html`<p>The dev store has no shop ${name}.</p>`, 404);
    return true;
  }
  const { searchParams: query } = url;
  await handleStorefront({ request, response, context, shop, base, path, query });
  return true;
}

function locateStorefront(url: URL, host: string): { base: string; name?: string; path: string } {
  if (SHOP_HOST.test(host)) {
    const isAdmin = url.pathname === "/admin" || url.pathname.startsWith("/admin/");
    if (isAdmin || url.pathname.startsWith("/api/")) return { base: "", path: "" };
    return { base: "", name: host, path: url.pathname };
  }
  const [, name, path = "/"] = /^\/shop\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  return name === undefined ? { base: "", path: "" } : { base: `/shop/${name}`, name, path };
}
