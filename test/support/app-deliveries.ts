import { createRandom } from "../../dev-store/simulation/random.ts";
import { tellAccount, tellCatalog } from "./app-catalog-deliveries.ts";

/** What reaches the app, with the instant at which it did. */
export type Delivery =
  | { kind: "webhook"; id: string; topic: string; body: string; at: number }
  | { kind: "browse"; customerId: string | null; body: string; at: number }
  | { kind: "pixel"; body: string; at: number };

/** Stands in the batches of the pixel; the one who delivers puts the shop's own in its place. */
export const PIXEL_TOKEN = "SHOP_TOKEN";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
const FIRST_ID = 7_000_000_000_000;

const seconds = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

/**
 * The webhooks and browse batches of some customers over `days`, in the order of their instants: carts
 * that become checkouts and orders, edits, parcels, cancellations and refunds, guests, tests, shared
 * computers, consents, merged and deleted customers, changing prices. Two tellings of one order may share
 * their second, as Shopify's do.
 */
export function simulateDeliveries(input: {
  seed: number;
  customers: number;
  endAt: number;
  days: number;
}): Delivery[] {
  const { seed, customers, endAt, days } = input;
  const deliveries: Delivery[] = [];
  let ids = 0;
  const tell = (topic: string, at: number, body: object): void => {
    ids += 1;
    deliveries.push({
      kind: "webhook",
      id: `webhook-${ids}`,
      topic,
      body: JSON.stringify(body),
      at,
    });
  };
  tellCatalog(tell, { random: createRandom(`${seed} catalog`), endAt, days });
  for (let index = 0; index < customers; index += 1) {
    liveCustomer({
      index,
      tell,
      deliveries,
      random: createRandom(`${seed} ${index}`),
      endAt,
      days,
    });
  }
  return deliveries.sort((a, b) => a.at - b.at);
}

interface Life {
  index: number;
  tell: (topic: string, at: number, body: object) => void;
  deliveries: Delivery[];
  random: ReturnType<typeof createRandom>;
  endAt: number;
  days: number;
}

function liveCustomer(life: Life): void {
  const { index, tell, random, endAt, days } = life;
  const id = FIRST_ID + index;
  const bornAt = endAt - random.next() * days * DAY_MS;
  const born = seconds(bornAt);
  tell("customers/create", bornAt, { id, created_at: born, updated_at: born });
  const visits = random.between(1, 5);
  for (let visit = 0; visit < visits; visit += 1) {
    const at = bornAt + random.next() * (endAt - bornAt) * 0.98;
    visitShop(life, { id, visit, at });
  }
  if (random.chance(0.3)) {
    const at = bornAt + random.next() * (endAt - bornAt);
    tell("customers/update", at, { id, created_at: born, updated_at: seconds(at) });
  }
  const mergeWith = index % 15 === 7 ? id - 1 : null;
  tellAccount(tell, { id, bornAt, endAt, mergeWith, random: createRandom(`account ${index}`) });
  if (random.chance(0.05)) tell("customers/delete", endAt - MINUTE_MS, { id });
}

/** Looks at things, and perhaps fills a cart, begins a checkout, orders, and thinks better of it. */
function visitShop(life: Life, visit: { id: number; visit: number; at: number }): void {
  const { index, tell, random, endAt } = life;
  const { id, at } = visit;
  const cartToken = `cart-${index}-${visit.visit}`;
  const checkoutToken = `checkout-${index}-${visit.visit}`;
  const hasCart = random.chance(0.7);
  browse(life, {
    at,
    customerId: random.chance(0.4) ? String(id) : null,
    cartToken: hasCart ? cartToken : null,
  });
  if (hasCart) {
    const line = {
      product_id: random.between(1, 12),
      variant_id: 1,
      quantity: random.between(1, 3),
    };
    const cart = { id: cartToken, token: `${cartToken}?key=secret`, created_at: seconds(at) };
    tell("carts/create", at, { ...cart, updated_at: seconds(at), line_items: [line] });
    const changes = random.between(0, 3);
    for (let change = 1; change <= changes; change += 1) {
      const updatedAt = at + change * MINUTE_MS * 7;
      const line_items = random.chance(0.2) ? [] : [line, line];
      tell("carts/update", updatedAt, { ...cart, updated_at: seconds(updatedAt), line_items });
    }
  }
  const checkoutAt = Math.min(endAt, at + 25 * MINUTE_MS);
  const hasCheckout = hasCart && random.chance(0.7);
  if (hasCheckout) {
    const checkout = {
      token: checkoutToken,
      cart_token: cartToken,
      created_at: seconds(checkoutAt),
    };
    tell("checkouts/create", checkoutAt, { ...checkout, updated_at: seconds(checkoutAt) });
    const known = { ...checkout, customer: { id }, updated_at: seconds(checkoutAt + 9000) };
    if (random.chance(0.8)) tell("checkouts/update", checkoutAt + 9000, known);
  }
  if (!random.chance(0.65)) return;
  const tokens = hasCheckout ? { cart_token: cartToken, checkout_token: checkoutToken } : {};
  placeOrder(life, { ...visit, at: Math.min(endAt, checkoutAt + 30_000), tokens });
}

function placeOrder(
  { index, tell, random, endAt }: Life,
  placed: { id: number; visit: number; at: number; tokens: object },
): void {
  const { id, at, tokens } = placed;
  const orderId = 9_000_000 + index * 100 + placed.visit;
  const total = random.between(5, 300);
  // Of its own, so that the orders are the same whatever is in them.
  const lines = createRandom(`lines ${orderId}`);
  const order = {
    id: orderId,
    created_at: seconds(at),
    processed_at: seconds(at),
    updated_at: seconds(at),
    currency: "EUR",
    total_price: `${total}.00`,
    ...lineFields(orderId, lines),
    test: random.chance(0.05),
    customer: random.chance(0.06) ? null : { id },
    ...tokens,
  };
  const later = (ms: number): number => Math.min(endAt, at + ms);
  tell("orders/create", at, order);
  if (random.chance(0.5)) tell("orders/paid", at, { ...order, source_name: "web" });
  if (random.chance(0.5)) {
    const sentAt = Math.min(endAt, at + 26 * 60 * MINUTE_MS);
    const parcel = { created_at: seconds(sentAt), status: "success" };
    const sent = { fulfillment_status: "fulfilled", fulfillments: [parcel] };
    tell("orders/fulfilled", sentAt, { ...order, ...sent, updated_at: seconds(sentAt) });
  }
  // Told twice within one second, with another sum.
  if (random.chance(0.3)) tell("orders/updated", at, { ...order, total_price: `${total + 1}.00` });
  if (random.chance(0.3)) {
    const editedAt = later(random.between(1, 90) * 60 * MINUTE_MS);
    const edited = {
      ...order,
      ...lineFields(orderId, lines),
      total_price: `${random.between(5, 300)}.50`,
      updated_at: seconds(editedAt),
    };
    tell("orders/updated", editedAt, edited);
  }
  if (random.chance(0.15)) {
    const cancelledAt = later(random.between(1, 90) * 60 * MINUTE_MS);
    const told = { updated_at: seconds(cancelledAt), cancelled_at: seconds(cancelledAt) };
    tell("orders/cancelled", cancelledAt, { ...order, ...told });
    tell("orders/updated", cancelledAt, { ...order, ...told });
  }
  const refunds = random.between(0, 2);
  for (let refund = 0; refund < refunds; refund += 1) {
    const refundedAt = later(random.between(1, 200) * 60 * MINUTE_MS);
    const amount = `${random.between(1, 20)}.00`;
    tell("refunds/create", refundedAt, {
      id: orderId * 10 + refund,
      order_id: orderId,
      created_at: seconds(refundedAt),
      transactions: [{ kind: "refund", status: "success", amount, currency: "EUR" }],
    });
  }
}

/** What an order is made of. Of a line told again pieces, discount or product may have changed. */
function lineFields(orderId: number, random: ReturnType<typeof createRandom>): object {
  const discount = random.pick(["0.00", "0.00", "1.50"]);
  const line_items = Array.from({ length: random.between(1, 3) }, (_, line) => ({
    id: orderId * 10 + line,
    product_id: random.chance(0.1) ? null : random.between(1, 12),
    variant_id: random.chance(0.1) ? null : random.between(10, 19),
    quantity: random.between(1, 3),
    price: `${random.between(1, 90)}.00`,
    discount_allocations: discount === "0.00" ? [] : [{ amount: discount }],
  }));
  return {
    subtotal_price: `${random.between(5, 300)}.00`,
    total_discounts: discount,
    discount_codes: discount === "0.00" ? [] : [{ type: "percentage" }],
    line_items,
  };
}

/** Every other browser is shared by two customers. */
function browse(
  { index, random, deliveries }: Life,
  visit: { at: number; customerId: string | null; cartToken: string | null },
): void {
  const client = random.chance(0.5) ? index : Math.floor(index / 2) + 500;
  const digits = (number: number): string => String(number).padStart(12, "0");
  const events = Array.from({ length: random.between(1, 6) }, (_, event) => ({
    kind: random.pick([
      "page_viewed",
      "product_viewed",
      "product_added_to_cart",
      "search_submitted",
    ]),
    occurredAt: new Date(visit.at - (10 - event) * 4000).toISOString(),
    path: "/products/mug",
    productId: String(random.between(1, 12)),
  }));
  const told = {
    clientId: `10000000-0000-4000-8000-${digits(client)}`,
    consent: { analytics: true, marketing: true },
    sentAt: new Date(visit.at).toISOString(),
    events,
  };
  const session = digits(Math.floor(visit.at / 1000)).slice(-12);
  const body = JSON.stringify({
    ...told,
    sessionId: `20000000-0000-4000-8000-${session}`,
    cartToken: visit.cartToken,
  });
  deliveries.push({ kind: "browse", customerId: visit.customerId, body, at: visit.at + 200 });
  // The pixel sees the same, a little sooner or later, and claims to know whose it is.
  if (random.chance(0.6)) {
    const claimed = { shopToken: PIXEL_TOKEN, customerId: visit.customerId, orderId: 1 };
    const pixel = JSON.stringify({
      ...told,
      ...claimed,
      shopifyClientId: `shopify-${client}-cookie`,
    });
    deliveries.push({ kind: "pixel", body: pixel, at: visit.at + random.between(0, 400) });
  }
}
