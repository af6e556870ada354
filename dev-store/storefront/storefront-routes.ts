import { html } from "../admin-page/html.ts";
import { sendHtml, sendJson, sendRedirect } from "../admin-page/send-answer.ts";
import { isSameOrigin } from "../admin-page/admin-routes.ts";
import { readBody } from "../app-proxy/proxy-request.ts";
import { handleCheckout } from "../checkout/checkout-routes.ts";
import { takeCartChanges } from "../pixel/cart-changes.ts";
import { handleAppProxy } from "./app-proxy-route.ts";
import { addToCart, changeCart, createCartToken } from "./cart-actions.ts";
import { answerAdded, answerChanged, describeCart } from "./cart-answers.ts";
import { findPage } from "./find-page.ts";
import { renderStorefrontPage } from "./storefront-layout.ts";
import type { StorefrontRequest } from "./storefront-request.ts";
import { CUSTOMER_COOKIE, readCart, readCartToken, writeCookie } from "./visitor.ts";

const MAX_QUANTITY = 99;

/** Everything below a shop's storefront is answered here, the unknown with 404. */
export async function handleStorefront(storefront: StorefrontRequest): Promise<void> {
  if (await handleAppProxy(storefront)) return;
  if (await handleCheckout(storefront)) return;
  if (storefront.request.method === "POST") await handlePost(storefront);
  else handleGet(storefront);
}

function handleGet(storefront: StorefrontRequest): void {
  const { request, response, shop, path } = storefront;
  if (path === "/cart.js" || path === "/cart.json") {
    sendJson(response, describeCart(readCart(request, shop)));
    return;
  }
  const page = findPage(storefront);
  const shown = page ?? {
    title: "Not found",
    type: "404",
    content: html`<h1>There is no such page</h1>`,
  };
  sendHtml(response, renderStorefrontPage(storefront, shown), page === undefined ? 404 : 200);
}

async function handlePost(storefront: StorefrontRequest): Promise<void> {
  const { request, response, shop, base, path } = storefront;
  if (!isSameOrigin(request)) {
    response.writeHead(403).end();
    return;
  }
  if (path === "/dev-store/cart-changes") {
    const { database } = storefront.context;
    sendJson(response, takeCartChanges(shop, { database, cart: readCart(request, shop) }));
    return;
  }
  const form = await readForm(storefront);
  const variantId = form.get("id") ?? "";
  const quantity = Math.min(MAX_QUANTITY, Number.parseInt(form.get("quantity") ?? "1", 10));
  const token = readCartToken(request);

  switch (path.replace(/\.js$/, "")) {
    case "/account/switch": {
      const id = (form.get("customer_id") ?? "").trim();
      response.setHeader("set-cookie", writeCookie(CUSTOMER_COOKIE, id, base));
      sendRedirect(response, `${base}/`);
      return;
    }
    case "/cart/add": {
      const cart =
        quantity >= 1
          ? addToCart(shop, { token: token ?? createCartToken(), variantId, quantity })
          : undefined;
      answerAdded(storefront, cart, variantId);
      return;
    }
    case "/cart/change":
      answerChanged(
        storefront,
        token === undefined || !(quantity >= 0)
          ? undefined
          : changeCart(shop, { token, variantId, quantity }),
      );
      return;
    default:
      sendHtml(response, html`<p>Not found</p>`, 404);
  }
}

async function readForm({ request }: StorefrontRequest): Promise<URLSearchParams> {
  const text = (await readBody(request)).toString("utf8");
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
    return new URLSearchParams(text);
  }
  const parsed: unknown = JSON.parse(text);
  const entries = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
  return new URLSearchParams(entries.map(([key, value]) => [key, String(value)]));
}
