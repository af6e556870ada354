import { toLineInput } from "../storefront/cart-actions.ts";
import type { DevDatabase } from "../state/database.ts";
import type { CheckoutInput, Shop } from "../state/shop.ts";
import type { Checkout, Customer } from "../state/types.ts";
import { openCheckoutVisits, STEPS } from "./checkout-visits.ts";
import type { CheckoutVisit, Step } from "./checkout-visits.ts";

export const SHIPPING_TITLES = ["Standard", "Express"];

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

export type StepOutcome =
  | { outcome: "taken"; visit: CheckoutVisit; events: string[] }
  /** What was written cannot be taken; the message is for the person who wrote it. */
  | { outcome: "refused"; message: string };

interface StepInput {
  database: DevDatabase;
  visit: CheckoutVisit;
  checkout: Checkout;
  /** Who is logged in. */
  customer: Customer | undefined;
  form: URLSearchParams;
}

/** Takes what was written on one page of a checkout: the record changes, and with it what Shopify tells the app. */
export function takeStep(shop: Shop, step: Step, input: StepInput): StepOutcome {
  switch (step) {
    case "contact":
      return takeContact(shop, input);
    case "shipping":
      return takeShipping(shop, input);
    case "payment":
      return placeOrder(shop, input);
    case "thank-you":
      return { outcome: "refused", message: "There is nothing left to do." };
  }
}

function takeContact(shop: Shop, input: StepInput): StepOutcome {
  const { customer, form } = input;
  const field = (name: string): string => (form.get(name) ?? "").trim();
  const email = customer?.email ?? field("email");
  if (email !== "" && !EMAIL.test(email)) {
    return { outcome: "refused", message: "Enter a valid email." };
  }
  change(shop, input.checkout, { email: email === "" ? null : email });
  const visit = goOn(shop, input, "shipping", {
    firstName: field("first_name"),
    lastName: field("last_name"),
    address: [field("address"), field("zip"), field("city")]
      .filter((part) => part !== "")
      .join(", "),
  });
  const events = ["checkout_contact_info_submitted", "checkout_address_info_submitted"];
  return { outcome: "taken", visit, events };
}

function takeShipping(shop: Shop, input: StepInput): StepOutcome {
  const shippingTitle = input.form.get("shipping") ?? "";
  if (!SHIPPING_TITLES.includes(shippingTitle)) {
    return { outcome: "refused", message: "Choose a shipping method." };
  }
  change(shop, input.checkout, { shippingTitle });
  const visit = goOn(shop, input, "payment", {});
  return { outcome: "taken", visit, events: ["checkout_shipping_info_submitted"] };
}

/** Everything or nothing: a customer who is new, the order, the checkout's completion. */
function placeOrder(shop: Shop, input: StepInput): StepOutcome {
  const { checkout, visit, customer } = input;
  if (visit.orderId !== null) return { outcome: "taken", visit, events: [] };
  return shop.batch(() => {
    const customerId = customer?.id ?? findBuyer(shop, checkout, visit);
    const order = shop.createOrder({
      customerId,
      lines: checkout.lines.map(toLineInput),
      cartToken: checkout.cartToken,
      checkoutToken: checkout.token,
    });
    const placed = goOn(shop, input, "thank-you", { orderId: order.id });
    return { outcome: "taken", visit: placed, events: ["payment_info_submitted"] };
  });
}

/** As Shopify does: a guest's email names a customer, who is made where there was none. Without one: a guest. */
function findBuyer(shop: Shop, checkout: Checkout, visit: CheckoutVisit): string | null {
  const { email } = checkout;
  if (email === null) return checkout.customerId;
  const { firstName, lastName } = visit;
  const known = shop.findCustomer(email);
  return (known ?? shop.createCustomer({ email, firstName, lastName })).id;
}

function change(shop: Shop, checkout: Checkout, fields: Partial<CheckoutInput>): void {
  shop.upsertCheckout({ token: checkout.token, lines: checkout.lines.map(toLineInput), ...fields });
}

/** Notes the page that comes next; who went back and changed something does not lose what came after. */
function goOn(
  shop: Shop,
  { database, visit }: StepInput,
  next: Step,
  fields: Partial<CheckoutVisit>,
): CheckoutVisit {
  const isFurther = STEPS.indexOf(visit.step) > STEPS.indexOf(next);
  const step = isFurther ? visit.step : next;
  return openCheckoutVisits(database, shop.domain).save({ ...visit, ...fields, step });
}
