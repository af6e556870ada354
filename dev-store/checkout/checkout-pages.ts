import { html } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { Checkout, Customer, Order } from "../state/types.ts";
import { SHIPPING_TITLES } from "./take-step.ts";
import type { CheckoutVisit, Step } from "./checkout-visits.ts";

/** What a page of the checkout shows. */
export interface CheckoutView {
  /** Before every address of this checkout: "/shop/NAME/checkouts/TOKEN". */
  address: string;
  /** Of the storefront: "/shop/NAME". */
  base: string;
  visit: CheckoutVisit;
  checkout: Checkout;
  /** Who is logged in. */
  customer: Customer | undefined;
  /** Once it is placed. */
  order: Order | undefined;
  /** Why what was written was not taken. */
  problem: string | null;
}

export const TITLES: Record<Step, string> = {
  contact: "Contact",
  shipping: "Shipping",
  payment: "Payment",
  "thank-you": "Thank you",
};

export function renderStep(step: Step, view: CheckoutView): SafeHtml {
  switch (step) {
    case "contact":
      return renderContact(view);
    case "shipping":
      return renderShipping(view);
    case "payment":
      return renderPayment(view);
    case "thank-you":
      return renderThanks(view);
  }
}

function renderContact(view: CheckoutView): SafeHtml {
  const { visit, customer, checkout, base } = view;
  const contact =
    customer === undefined
      ? html`${input({ name: "email", label: "Email", type: "email", value: checkout.email ?? "" })}
          <p class="hint">
            Shopify asks for one. Left empty here, the order has no customer, as some guests' have
            none.
          </p>`
      : html`<p class="known">${customer.email ?? `Customer ${customer.id}`}</p>`;
  const [address = "", zip = "", ...city] = visit.address.split(", ");
  return form(view, {
    title: "Contact and delivery",
    action: "",
    button: "Continue to shipping",
    back: { href: `${base}/cart`, text: "Return to cart" },
    fields: html`<fieldset>
        <legend>Contact</legend>
        ${contact}
      </fieldset>
      <fieldset>
        <legend>Delivery</legend>
        <div class="pair">
          ${input({ name: "first_name", label: "First name", value: visit.firstName })}
          ${input({ name: "last_name", label: "Last name", value: visit.lastName })}
        </div>
        ${input({ name: "address", label: "Address", value: address })}
        <div class="pair">
          ${input({ name: "zip", label: "Postal code", value: zip })}
          ${input({ name: "city", label: "City", value: city.join(", ") })}
        </div>
      </fieldset>`,
  });
}

function renderShipping(view: CheckoutView): SafeHtml {
  const { address, checkout } = view;
  const chosen = checkout.shippingTitle ?? SHIPPING_TITLES[0];
  return form(view, {
    title: "Shipping",
    action: "/shipping",
    button: "Continue to payment",
    back: { href: address, text: "Return to contact" },
    fields: html`${renderReview(view)}
      <fieldset>
        <legend>Shipping method</legend>
        ${SHIPPING_TITLES.map(
          (title) =>
            html`<label class="choice">
              <input
                type="radio"
                name="shipping"
                value="${title}"
                ${title === chosen && "checked"}
              />
              <span>${title}</span> <span class="price">Free</span>
            </label>`,
        )}
      </fieldset>`,
  });
}

function renderPayment(view: CheckoutView): SafeHtml {
  return form(view, {
    title: "Payment",
    action: "/payment",
    button: "Pay now",
    back: { href: `${view.address}/shipping`, text: "Return to shipping" },
    fields: html`${renderReview(view)}
      <fieldset>
        <legend>Payment</legend>
        <p class="hint">This is a local shop: no money moves, and what stands here is not kept.</p>
        ${input({ name: "card", label: "Card number", value: "1" })}
        <div class="pair">
          ${input({ name: "expiry", label: "Expiration date (MM / YY)", value: "12 / 30" })}
          ${input({ name: "code", label: "Security code", value: "111" })}
        </div>
      </fieldset>`,
  });
}

function renderThanks({ base, visit, order, checkout }: CheckoutView): SafeHtml {
  const name = visit.firstName === "" ? "" : `, ${visit.firstName}`;
  return html`<section class="thanks">
    <p class="number">Order ${order?.name}</p>
    <h1>Thank you${name}!</h1>
    <p>Your order is placed${checkout.email !== null && html` under ${checkout.email}`}.</p>
    <a class="button" href="${base}/">Continue shopping</a>
  </section>`;
}

/** What was written on the pages before. */
function renderReview({ checkout, visit, address }: CheckoutView): SafeHtml {
  const rows = [
    { label: "Contact", value: checkout.email ?? "Guest", href: address },
    { label: "Ship to", value: visit.address === "" ? "No address" : visit.address, href: address },
    ...(checkout.shippingTitle === null || visit.step !== "payment"
      ? []
      : [{ label: "Method", value: checkout.shippingTitle, href: `${address}/shipping` }]),
  ];
  return html`<dl class="review">
    ${rows.map(
      ({ label, value, href }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
          <a href="${href}">Change<span class="unseen"> ${label}</span></a>
        </div>`,
    )}
  </dl>`;
}

function form(
  { address, problem }: CheckoutView,
  parts: {
    title: string;
    action: string;
    fields: SafeHtml;
    button: string;
    back: { href: string; text: string };
  },
): SafeHtml {
  return html`<form method="post" action="${address}${parts.action}" data-checkout>
    <h1 class="unseen">${parts.title}</h1>
    ${parts.fields}
    <p class="problem" role="alert">${problem}</p>
    <div class="go">
      <a href="${parts.back.href}">${parts.back.text}</a>
      <button>${parts.button}</button>
    </div>
  </form>`;
}

function input(field: { name: string; label: string; value: string; type?: string }): SafeHtml {
  const { name, label, value, type = "text" } = field;
  return html`<label class="field">
    ${label}
    <input name="${name}" type="${type}" value="${value}" autocomplete="off" />
  </label>`;
}
