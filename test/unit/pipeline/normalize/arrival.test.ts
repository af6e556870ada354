import fc from "fast-check";
import { expect, test } from "vitest";
import { foldEvents } from "../../../../app/pipeline/normalize/fold.ts";
import { findClientWindows } from "../../../../app/pipeline/normalize/client-windows.ts";
import { resolveIdentities } from "../../../../app/pipeline/normalize/identity.ts";
import { latestRecords } from "../../../../app/pipeline/normalize/latest-records.ts";
import { parseBackfillRecord } from "../../../../app/pipeline/capture/parse-backfill-record.ts";
import {
  addressesRow,
  apiRow,
  browseRow,
  klaviyoRows,
  pixelRow,
  RECEIVED_AT,
  tellRow,
  webhookRow,
} from "./tell.ts";
import type { Row } from "./tell.ts";

// A small world in which ids, tokens, seconds and people collide all the time.
const id = fc.integer({ min: 1, max: 4 });
const second = fc
  .oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 4000 }))
  .map((seconds) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString());
const amount = fc.integer({ min: 0, max: 50_000 }).map((cents) => (cents / 100).toFixed(2));
const customer = fc.option(fc.record({ id }));
const token = fc.option(fc.constantFrom("t1", "t2", "t3"));
const createdAt = (order: number) => new Date(Date.UTC(2026, 0, order)).toISOString();

const lines = fc.option(
  fc.array(
    fc.record({
      id,
      product_id: fc.option(id),
      variant_id: fc.option(id),
      quantity: fc.integer({ min: 0, max: 3 }),
      price: amount,
      discount_allocations: fc.array(fc.record({ amount }), { maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
);
const discounts = {
  subtotal_price: fc.option(amount),
  total_discounts: fc.option(amount),
  discount_codes: fc.option(fc.constantFrom([], [{ type: "percentage" }])),
  line_items: lines,
};

// What never changes about an order is a function of its id; all else differs between tellings.
const orderRow = fc
  .record({
    topic: fc.constantFrom("orders/create", "orders/updated", "orders/cancelled", "orders/paid"),
    source_name: fc.constantFrom("web", "pos", null),
    fulfillment_status: fc.constantFrom("fulfilled", "partial", null),
    order: id,
    updated_at: second,
    isCancelled: fc.boolean(),
    ...discounts,
    total_price: amount,
    token,
  })
  .map(({ topic, order, isCancelled, token, ...changing }) =>
    webhookRow(topic, {
      ...changing,
      id: order,
      created_at: createdAt(order),
      fulfillments: [{ created_at: createdAt(order + 2), status: "success" }],
      cancelled_at: isCancelled ? createdAt(order + 1) : null,
      currency: "EUR",
      customer: order === 4 ? null : { id: order },
      test: order === 3,
      cart_token: token,
      checkout_token: token,
    }),
  );

const backfillOrderRow = fc
  .record({ order: id, updatedAt: second, amount, refund: id, refunded: amount, line: id })
  .map(({ order, updatedAt, amount, refund, refunded, line }): Row => {
    const parsed = parseBackfillRecord({
      resource: "orders",
      node: {
        id: `gid://shopify/Order/${order}`,
        createdAt: createdAt(order),
        processedAt: null,
        updatedAt,
        cancelledAt: null,
        test: order === 3,
        currencyCode: "EUR",
        totalPriceSet: { shopMoney: { amount, currencyCode: "EUR" } },
        customer: order === 4 ? null : { id: `gid://shopify/Customer/${order}` },
        subtotalPriceSet: { shopMoney: { amount } },
        totalDiscountsSet: { shopMoney: { amount: refunded } },
        discountCodes: line > 2 ? ["CODE"] : [],
        lineItems: {
          nodes: [
            {
              id: `gid://shopify/LineItem/${line}`,
              quantity: line,
              originalUnitPriceSet: { shopMoney: { amount } },
              discountAllocations: [{ allocatedAmountSet: { shopMoney: { amount: refunded } } }],
              product: line === 1 ? null : { id: `gid://shopify/Product/${line}` },
              variant: null,
            },
          ],
        },
        refunds: [
          {
            id: `gid://shopify/Refund/${refund}`,
            createdAt: null,
            totalRefundedSet: { shopMoney: { amount: refunded, currencyCode: "EUR" } },
          },
        ],
      },
    });
    if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
    return { ...parsed, receivedAt: RECEIVED_AT };
  });

const refundRow = fc
  .record({ id, order_id: id, created_at: second, amount })
  .map(({ amount, ...refund }) =>
    webhookRow("refunds/create", {
      ...refund,
      transactions: [{ kind: "refund", status: "success", amount, currency: "EUR" }],
    }),
  );

const checkoutRow = fc
  .record({ number: id, cart_token: token, updated_at: second, customer })
  .map(({ number, ...changing }) =>
    webhookRow("checkouts/update", {
      ...changing,
      token: `t${number}`,
      created_at: createdAt(number),
    }),
  );

const cartRow = fc
  .record({ number: id, updated_at: second, quantity: fc.integer({ min: 0, max: 1 }) })
  .map(({ number, updated_at, quantity }) =>
    webhookRow("carts/update", { token: `t${number}`, updated_at, line_items: [{ quantity }] }),
  );

const customerRow = fc
  .record({ id, updated_at: second, isDeleted: fc.boolean() })
  .map(({ id: customerId, updated_at, isDeleted }) =>
    isDeleted
      ? webhookRow("customers/delete", { id: customerId }, updated_at)
      : webhookRow("customers/update", {
          id: customerId,
          created_at: createdAt(customerId),
          updated_at,
        }),
  );

const productRow = fc
  .record({
    id,
    updated_at: second,
    price: amount,
    product_type: fc.constantFrom("Mugs", "Cups", ""),
    vendor: fc.constantFrom("Acme", null),
    isDeleted: fc.boolean(),
  })
  .map(({ id: productId, updated_at, price, isDeleted, ...sorted }) =>
    isDeleted
      ? webhookRow("products/delete", { id: productId }, updated_at)
      : webhookRow("products/update", {
          id: productId,
          title: `Mug ${price}`,
          ...sorted,
          updated_at,
          variants: [{ id: productId, price, compare_at_price: price === "0.00" ? null : price }],
        }),
  );

const collectionRow = fc
  .record({ id, updated_at: second, isDeleted: fc.boolean() })
  .map(({ id: collection, updated_at, isDeleted }) =>
    isDeleted
      ? webhookRow("collections/delete", { id: collection }, updated_at)
      : webhookRow("collections/update", {
          id: collection,
          handle: `mugs-${updated_at.length}`,
          title: `Mugs of ${updated_at.slice(0, 16)}`,
          updated_at,
        }),
  );

const mergeRow = fc
  .record({ kept: id, gone: id, at: second, status: fc.constantFrom("completed", "failed") })
  .map(({ kept, gone, at, status }) =>
    webhookRow(
      "customers/merge",
      {
        admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept}`,
        admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${gone}`,
        status,
      },
      at,
    ),
  );

const consentRow = fc
  .record({
    customer: id,
    consent_updated_at: second,
    state: fc.constantFrom("subscribed", "unsubscribed", "pending"),
    isSms: fc.boolean(),
  })
  .map(({ customer, isSms, ...consent }) =>
    isSms
      ? webhookRow("customers_marketing_consent/update", {
          id: customer,
          sms_marketing_consent: consent,
        })
      : webhookRow("customers_email_marketing_consent/update", {
          customer_id: customer,
          email_marketing_consent: consent,
        }),
  );

const clientId = (client: number): string => `00000000-0000-4000-8000-00000000000${client}`;
const consent = { analytics: true, marketing: true };
/** Some of them within the ten seconds that make one fact. */
const seenAt = fc
  .integer({ min: 0, max: 25 })
  .map((seconds) => new Date(Date.UTC(2026, 0, 1, 0, 0, 0) - seconds * 1000).toISOString());

const browse = fc
  .record({
    client: id,
    cartToken: token,
    occurredAt: seenAt,
    login: fc.option(id),
    received: id,
  })
  .map(({ client, cartToken, occurredAt, login, received }) =>
    browseRow(
      {
        clientId: clientId(client),
        cartToken,
        consent,
        sentAt: "2026-01-01T00:00:10Z",
        events: [{ kind: "product_viewed", occurredAt, productId: 5 }],
      },
      {
        loggedInCustomerId: login === null ? null : String(login),
        receivedAt: RECEIVED_AT + received,
      },
    ),
  );

// The pixel sees the same things, a moment earlier or later, and claims things of its own.
const pixel = fc
  .record({
    client: id,
    other: fc.option(id),
    occurredAt: seenAt,
    checkout: id,
    received: id,
  })
  .map(({ client, other, occurredAt, checkout, received }) =>
    pixelRow(
      {
        shopToken: "1.0123456789abcdef0123",
        clientId: clientId(client),
        shopifyClientId: other === null ? null : clientId(other),
        consent,
        sentAt: "2026-01-01T00:00:10Z",
        events: [
          { kind: "product_viewed", occurredAt, productId: 5 },
          { kind: "checkout_started", occurredAt, checkoutToken: `t${checkout}` },
        ],
      },
      RECEIVED_AT + received,
    ),
  );

// A message that comes again may say something else: its id alone is its fact's name.
const apiMessage = fc
  .record({
    message: id,
    name: fc.constantFrom("Email Opened", "Checkout Started", "Product Viewed", "Order Completed"),
    type: fc.constantFrom("track", "page", "identify"),
    at: second,
    user: id,
    client: id,
    token,
    kind: fc.constantFrom("server", "client"),
  })
  .map(({ message, name, type, at, user, client, token, kind }) =>
    apiRow(
      {
        type,
        messageId: `m${message}`,
        event: name,
        timestamp: at,
        userId: kind === "server" ? `gid://shopify/Customer/${user}` : `u${user}`,
        anonymousId: `c${client}`,
        properties: { checkout_token: token === null ? undefined : token.padEnd(20, "0") },
      },
      { kind },
    ),
  );

const address = fc.constantFrom("a@example.com", "b@example.com", "c@example.com");

const klaviyo = fc
  .record({ event: id, topic: fc.constantFrom("opened_email", "clicked_sms"), address, at: second })
  .map(({ event, topic, address, at }) => {
    const attributes = { datetime: at, event_properties: { email: address } };
    const payload = { data: { attributes } };
    return { topic: `event:klaviyo.${topic}`, external_id: `e${event}`, payload };
  })
  .map((event) => {
    const [row] = klaviyoRows({ data: [event] });
    if (row === undefined) throw new Error("the event is not kept");
    return row;
  });

const addresses = fc
  .record({ customerId: id.map(String), email: address, updatedAt: second })
  .map((customer) => addressesRow({ ...customer, phone: null }));

const anyRow = fc.oneof(
  orderRow,
  backfillOrderRow,
  refundRow,
  checkoutRow,
  cartRow,
  customerRow,
  productRow,
  collectionRow,
  mergeRow,
  consentRow,
  browse,
  pixel,
  apiMessage,
  klaviyo,
  addresses,
);

const bySortedKey = <V>(map: Map<string, V>): [string, V][] =>
  [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));

function digest(rows: Row[]) {
  const told = rows.map(tellRow);
  const events = told.flatMap((normalized) => normalized.events);
  const links = told.flatMap((normalized) => normalized.links);
  const latest = latestRecords(told);
  const resolved = resolveIdentities({
    identities: events.map(({ subject }) => subject),
    links,
  });
  const { roots, refused } = resolved;
  return {
    windows: bySortedKey(findClientWindows(links, resolved)),
    fold: bySortedKey(foldEvents(events)),
    roots: bySortedKey(roots),
    refused,
    orders: bySortedKey(latest.orders),
    orderLines: bySortedKey(latest.orderLines),
    refunds: bySortedKey(latest.refunds),
    customers: bySortedKey(latest.customers),
    products: bySortedKey(latest.products),
    variants: bySortedKey(latest.variants),
    collections: bySortedKey(latest.collections),
    consents: bySortedKey(latest.consents),
  };
}

test("any order of arrival and any duplicates give the same rows, records and profiles", () => {
  const scenario = fc.array(anyRow, { maxLength: 40 }).chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(
        rows.flatMap((row) => [row, row]),
        { minLength: rows.length * 2 },
      ),
    ),
  );
  fc.assert(
    fc.property(scenario, ([rows, delivered]) => {
      expect(digest(delivered)).toEqual(digest(rows));
    }),
    { numRuns: 300 },
  );
});

test("telling everything again on top of a stored fold changes nothing", () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 30 }), (rows) => {
      expect(digest([...rows, ...rows.toReversed()])).toEqual(digest(rows));
    }),
  );
});
