import { html, jsonScript } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import { renderPixelHost } from "../pixel/tell-host.ts";
import { isDesignMode } from "../theme-extension/liquid-objects.ts";
import { renderAppEmbeds } from "../theme-extension/render-app-embeds.ts";
import { describeForScripts } from "./standard-event-data.ts";
import type { StorefrontPage } from "./storefront-page.ts";
import type { StorefrontRequest } from "./storefront-request.ts";
import { readCart, readVisitor } from "./visitor.ts";

const SUGGESTED_CUSTOMERS = 12;

/** A page of the storefront: bar with cart and login switch, content, and what scripts are told. */
export function renderStorefrontPage(
  storefront: StorefrontRequest,
  page: StorefrontPage,
): SafeHtml {
  const { request, shop, base, query } = storefront;
  const visitor = readVisitor(request, shop);
  const cart = readCart(request, shop);
  const pieces = (cart?.lines ?? []).reduce((sum, { quantity }) => sum + quantity, 0);
  const theme = shop.theme();
  const told = {
    shop: shop.domain,
    currency: shop.currency,
    root: `${base}/`,
    pageType: page.type,
    productId: page.product?.id ?? null,
    customerId: visitor?.id ?? null,
    cartToken: cart?.token ?? null,
    designMode: isDesignMode(query),
    cartWithoutReload: theme.cartWithoutReload,
    standardEvents: theme.standardEvents ? describeForScripts(shop, page) : null,
  };
  const embeds = renderAppEmbeds(storefront, page);
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
        ${renderPixelHost(storefront, page)} ${embeds.head}
      </head>
      <body>
        <header>
          <a class="name" href="${base}/">${shop.record.name}</a>
          <nav>
            <a href="${base}/collections/all">Products</a>
            <a href="${base}/search">Search</a>
            <a href="${base}/cart">Cart (<span data-cart-count>${pieces}</span>)</a>
          </nav>
          <form method="post" action="${base}/account/switch" class="login">
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
            <button class="quiet">Switch</button>
          </form>
        </header>
        <main>${page.content}</main>
        <dialog id="cart-drawer" class="drawer">
          <h2>In your cart</h2>
          <ul data-drawer-lines></ul>
          <p><a href="${base}/cart">To the cart</a></p>
          <button type="button" class="quiet" data-closes>Go on looking</button>
        </dialog>
        <div id="consent" role="region" aria-label="Privacy choice" hidden>
          <p>May this shop remember what you look at, to make its offers fit?</p>
          <button type="button" data-consent="yes">Allow</button>
          <button type="button" class="quiet" data-consent="no">Decline</button>
        </div>
        ${embeds.body}
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
