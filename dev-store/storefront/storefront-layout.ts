import { html, jsonScript } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { StorefrontRequest } from "./storefront-request.ts";
import { CART_COOKIE, readCookie, readVisitor } from "./visitor.ts";

export interface StorefrontPage {
  title: string;
  /** As Liquid's request.page_type. */
  type: "index" | "collection" | "product" | "cart" | "app" | "404";
  content: SafeHtml;
  /** Numeric id, on a product page. */
  productId?: string;
}

const SUGGESTED_CUSTOMERS = 12;

/** A page of the storefront: bar with cart and login switch, content, and what scripts are told. */
export function renderStorefrontPage(
  { request, shop, base }: StorefrontRequest,
  page: StorefrontPage,
): SafeHtml {
  const visitor = readVisitor(request, shop);
  const cart = shop.cart(readCookie(request, CART_COOKIE) ?? "");
  const pieces = (cart?.lines ?? []).reduce((sum, { quantity }) => sum + quantity, 0);
  const told = {
    shop: shop.domain,
    currency: shop.currency,
    root: `${base}/`,
    pageType: page.type,
    productId: page.productId ?? null,
    customerId: visitor?.id ?? null,
    cartToken: cart?.token ?? null,
  };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>
          ${page.title === "" ? shop.record.name : `${page.title} – ${shop.record.name}`}
        </title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/dev-store/storefront.css" />
        ${jsonScript("storefront", told)}
        <script src="/dev-store/storefront.js"></script>
      </head>
      <body>
        <header>
          <a class="name" href="${base}/">${shop.record.name}</a>
          <nav>
            <a href="${base}/collections/all">All products</a>
            <a href="${base}/cart">Cart (${pieces})</a>
          </nav>
          <form method="post" action="${base}/account/switch">
            <label
              >Customer
              <input
                name="customer_id"
                list="customers"
                value="${visitor?.id}"
                placeholder="nobody"
                size="16"
              />
            </label>
            <datalist id="customers">${suggestCustomers(shop)}</datalist>
            <button>Switch</button>
          </form>
        </header>
        <main>${page.content}</main>
        <div id="consent" role="region" aria-label="Privacy choice" hidden>
          <p>May this shop remember what you look at, to make its offers fit?</p>
          <button type="button" data-consent="yes">Allow</button>
          <button type="button" data-consent="no">Decline</button>
        </div>
      </body>
    </html> `;
}

function suggestCustomers(shop: StorefrontRequest["shop"]): SafeHtml[] {
  const options: SafeHtml[] = [];
  for (const { id, firstName, lastName } of shop.customers()) {
    if (options.length >= SUGGESTED_CUSTOMERS) break;
    options.push(html`<option value="${id}">${firstName} ${lastName}</option>`);
  }
  return options;
}
