import { html, jsonScript } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { StandardEvent } from "../pixel/client/messages.ts";
import { tellHost } from "../pixel/tell-host.ts";
import type { StorefrontRequest } from "../storefront/storefront-request.ts";
import { formatMoney } from "../webhooks/payloads/money.ts";
import { isReached, STEPS } from "./checkout-visits.ts";
import type { Step } from "./checkout-visits.ts";
import { renderStep, TITLES } from "./checkout-pages.ts";
import type { CheckoutView } from "./checkout-pages.ts";

/** A page of the checkout. It is Shopify's own: no theme and no app embed is in it, pixels are. */
export function renderCheckoutPage(
  storefront: StorefrontRequest,
  { step, view, events }: { step: Step; view: CheckoutView; events: StandardEvent[] },
): SafeHtml {
  const { shop, base } = storefront;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${TITLES[step]} – Checkout – ${shop.record.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/dev-store/checkout.css" />
        ${jsonScript("checkout", { shop: shop.domain })} ${tellHost(storefront, events)}
        <script src="/dev-store/checkout.js" defer></script>
      </head>
      <body>
        <header><a href="${base}/">${shop.record.name}</a></header>
        <div class="columns">
          ${renderSummary(view)}
          <main>${renderCrumbs(step, view)} ${renderStep(step, view)}</main>
        </div>
      </body>
    </html> `;
}

function renderCrumbs(step: Step, { base, address, visit }: CheckoutView): SafeHtml | null {
  if (step === "thank-you") return null;
  const steps = STEPS.filter((each) => each !== "thank-you");
  return html`<nav aria-label="Steps">
    <ol>
      <li><a href="${base}/cart">Cart</a></li>
      ${steps.map((each) => {
        const href = each === "contact" ? address : `${address}/${each}`;
        if (each === step) return html`<li aria-current="step">${TITLES[each]}</li>`;
        return isReached(each, visit.step)
          ? html`<li><a href="${href}">${TITLES[each]}</a></li>`
          : html`<li>${TITLES[each]}</li>`;
      })}
    </ol>
  </nav>`;
}

function renderSummary({ checkout }: CheckoutView): SafeHtml {
  const price = (minor: number): string =>
    `${formatMoney(minor, checkout.currency)} ${checkout.currency}`;
  return html`<aside aria-label="Order summary">
    <table>
      <tbody>
        ${checkout.lines.map(
          ({ title, quantity, priceMinor }) =>
            html`<tr>
              <td class="count"><span>${quantity}</span></td>
              <td>${title}</td>
              <td class="price">${price(priceMinor * quantity)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <td colspan="2">Shipping</td>
          <td class="price">${checkout.shippingTitle === null ? "Next step" : "Free"}</td>
        </tr>
        <tr class="total">
          <td colspan="2">Total</td>
          <td class="price">${price(checkout.totalMinor)}</td>
        </tr>
      </tfoot>
    </table>
  </aside>`;
}
