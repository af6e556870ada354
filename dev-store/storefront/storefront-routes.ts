import { html } from "../admin-page/html.ts";
import { sendHtml, sendJson, sendRedirect } from "../admin-page/send-answer.ts";
import { isSameOrigin } from "../admin-page/admin-routes.ts";
import { readBody } from "../app-proxy/proxy-request.ts";
import type { Shop } from "../state/shop.ts";
import type { Cart, Product } from "../state/types.ts";
import { handleAppProxy } from "./app-proxy-route.ts";
import { addToCart, changeCart, createCartToken, placeOrder } from "./cart-actions.ts";
import { renderStorefrontPage } from "./storefront-layout.ts";
import type { StorefrontPage } from "./storefront-layout.ts";
import { renderCart, renderProduct, renderProducts } from "./storefront-pages.ts";
import type { StorefrontRequest } from "./storefront-request.ts";
import { CART_COOKIE, CUSTOMER_COOKIE, readCookie, readVisitor, writeCookie } from "./visitor.ts";

const MAX_QUANTITY = 99;

/** Everything below a shop's storefront is answered here, the unknown with 404. */
export async function handleStorefront(storefront: StorefrontRequest): Promise<void> {
  if (await handleAppProxy(storefront)) return;
  if (storefront.request.method === "POST") await handlePost(storefront);
  else handleGet(storefront);
}

function handleGet(storefront: StorefrontRequest): void {
  const { response, shop, base, path, query } = storefront;
  const page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
  const show = (shown: StorefrontPage, status = 200): void =>
    sendHtml(response, renderStorefrontPage(storefront, shown), status);

  const handle = /^\/products\/([^/]+)$/.exec(path)?.[1];
  const product = handle === undefined ? undefined : findProduct(shop, decodeURIComponent(handle));
  if (path === "/") {
    show({ title: "", type: "index", content: renderProducts(shop, { base, path, page }) });
  } else if (path === "/collections/all") {
    const content = renderProducts(shop, { base, path, page });
    show({ title: "Products", type: "collection", content });
  } else if (product !== undefined) {
    const content = renderProduct(shop, base, product);
    show({ title: product.title, type: "product", content, productId: product.id });
  } else if (path === "/cart") {
    show({ title: "Cart", type: "cart", content: renderCart(shop, base, currentCart(storefront)) });
  } else if (path === "/cart.js") {
    sendJson(response, describeCart(currentCart(storefront)));
  } else {
    show({ title: "Not found", type: "404", content: html`<h1>There is no such page</h1>` }, 404);
  }
}

async function handlePost(storefront: StorefrontRequest): Promise<void> {
  const { request, response, shop, base, path, context } = storefront;
  if (!isSameOrigin(request)) {
    response.writeHead(403).end();
    return;
  }
  const form = await readForm(storefront);
  const variantId = form.get("id") ?? "";
  const quantity = Math.min(MAX_QUANTITY, Number.parseInt(form.get("quantity") ?? "1", 10));
  const token = readCookie(request, CART_COOKIE);

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
      answerCart(storefront, cart);
      return;
    }
    case "/cart/change":
      answerCart(
        storefront,
        token === undefined || !(quantity >= 0)
          ? undefined
          : changeCart(shop, { token, variantId, quantity }),
      );
      return;
    case "/checkout": {
      const cart = currentCart(storefront);
      if (cart === undefined || cart.lines.length === 0)
        return sendRedirect(response, `${base}/cart`);
      const customer = readVisitor(request, shop);
      const order = placeOrder(shop, { cart, customer, at: context.clock.now() });
      response.setHeader("set-cookie", writeCookie(CART_COOKIE, "", base));
      const content = html`<h1>Thank you</h1>
        <p>Order ${order.name} is placed.</p>`;
      sendHtml(
        response,
        renderStorefrontPage(storefront, { title: "Thank you", type: "app", content }),
      );
      return;
    }
    default:
      sendHtml(response, html`<p>Not found</p>`, 404);
  }
}

/** A cart answer: JSON at the .js addresses, the cart's page otherwise; 422 where it cannot be. */
function answerCart({ response, base, path }: StorefrontRequest, cart: Cart | undefined): void {
  if (cart === undefined) {
    sendJson(
      response,
      { status: 422, message: "Cart Error", description: "Cannot find variant" },
      422,
    );
    return;
  }
  response.setHeader("set-cookie", writeCookie(CART_COOKIE, cart.token, base));
  if (path.endsWith(".js")) sendJson(response, describeCart(cart));
  else sendRedirect(response, `${base}/cart`);
}

function describeCart(cart: Cart | undefined): object {
  const lines = cart?.lines ?? [];
  return {
    token: cart?.token ?? "",
    item_count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    // In minor units, as the online store's own /cart.js.
    total_price: lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0),
    items: lines.map((line) => ({
      id: line.variantId,
      product_id: line.productId,
      title: line.title,
      quantity: line.quantity,
      price: line.priceMinor,
    })),
  };
}

function currentCart({ request, shop }: StorefrontRequest): Cart | undefined {
  const token = readCookie(request, CART_COOKIE);
  return token === undefined ? undefined : shop.cart(token);
}

function findProduct(shop: Shop, handleOrId: string): Product | undefined {
  if (/^\d{1,19}$/.test(handleOrId)) return shop.product(handleOrId);
  for (const product of shop.products()) if (product.handle === handleOrId) return product;
  return undefined;
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
