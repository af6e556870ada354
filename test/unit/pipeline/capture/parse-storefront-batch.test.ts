import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  parseBrowseBatch,
  parsePixelBatch,
} from "../../../../app/pipeline/capture/parse-storefront-batch.ts";
import { readStoredEvent } from "../../../../app/pipeline/capture/read-stored-event.ts";

const readFixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/${name}.json`, import.meta.url), "utf8");
const fixture = readFixture("browse-events");
const event = {
  kind: "page_viewed",
  occurredAt: "2026-11-23T09:59:00.000Z",
  path: "/",
  productId: null,
};
const batch = {
  clientId: "0f5b1c3e-7f0a-4c1e-9a53-2f2b8a6d9c11",
  cartToken: null,
  consent: { analytics: true, marketing: false },
  sentAt: "2026-11-23T10:00:05.000Z",
  events: [event],
};
const parse = (body: unknown, loggedInCustomerId: string | null = null) =>
  parseBrowseBatch({ body: JSON.stringify(body), loggedInCustomerId });

test("the contract's batch of the embed is accepted whole", () => {
  const parsed = parseBrowseBatch({ body: fixture, loggedInCustomerId: null });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  expect(parsed.refused).toEqual([]);
  const { events, ...head } = JSON.parse(fixture);
  expect(parsed.wire).toMatchObject({ ...head, customerId: null, events });
});

test("the contract's batch of the pixel is accepted whole, and its token is not stored", () => {
  const body = readFixture("pixel-events");
  const parsed = parsePixelBatch({ body });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  const { shopToken, shopifyClientId, events, ...head } = JSON.parse(body);
  expect(parsed).toMatchObject({ refused: [], shopToken });
  expect(parsed.wire).toMatchObject({ ...head, shopifyClientId: shopifyClientId.toLowerCase() });
  expect(parsed.wire.events.map(({ kind }) => kind)).toEqual(
    events.map(({ kind }: { kind: string }) => kind),
  );
  expect(JSON.stringify(parsed.wire)).not.toContain(shopToken);
});

test("what is stored of a batch is what its topic reads of it again", () => {
  const touch = { source: " Klaviyo ", referrer: "mail.example.com" };
  const events = [
    { ...event, path: "/account/orders/1?token=x", variantId: "gid://shopify/ProductVariant/7" },
    { ...event, kind: "channel_visited", touch },
  ];
  const browse = parse(
    { ...batch, cartToken: "abc?key=1", more: 1, events },
    "gid://shopify/Customer/5",
  );
  const pixel = parsePixelBatch({
    body: JSON.stringify({ ...batch, shopToken: "1.0123456789abcdef0123", events: [event] }),
  });
  for (const parsed of [browse, pixel]) {
    if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
    const { source, topic, wire } = parsed;
    const stored: unknown = JSON.parse(JSON.stringify(wire));
    expect(readStoredEvent({ source, topic, wire: stored }).wire).toEqual(wire);
  }
});

test.each([undefined, { analytics: false, marketing: false }, { marketing: true }, true])(
  "without the visitor's consent a batch is refused: %j",
  (consent) => {
    expect(parse({ ...batch, consent })).toMatchObject({
      outcome: "malformed",
      reason: expect.stringContaining("consent"),
    });
  },
);

test("the pixel may not tell what only the theme's page can know, nor the embed the checkout", () => {
  const body = { ...batch, shopToken: "1.0123456789abcdef0123" };
  const events = [event, { ...event, kind: "page_scrolled" }];
  const parsed = parsePixelBatch({ body: JSON.stringify({ ...body, events }) });
  expect(parsed).toMatchObject({ refused: [{ index: 1, reason: "event: kind: unknown kind" }] });
  expect(
    parse({ ...batch, events: [event, { ...event, kind: "checkout_started" }] }),
  ).toMatchObject({ refused: [{ index: 1 }] });
});

test("of a touch the names are kept, never a click id's value, a query or a referring page", () => {
  const touch = {
    source: " Klaviyo ",
    clickId: "gclid",
    referrer: "mail.example.com",
    gclid: "EAIaIQ",
  };
  const told = { ...event, kind: "channel_visited", touch };
  expect(parse({ ...batch, events: [told] })).toMatchObject({
    wire: {
      events: [
        {
          touch: {
            source: "klaviyo",
            medium: null,
            campaign: null,
            clickId: "gclid",
            referrer: "mail.example.com",
          },
        },
      ],
    },
  });
  const page = { ...told, touch: { referrer: "https://mail.example.com/inbox?id=1" } };
  expect(parse({ ...batch, events: [event, page] })).toMatchObject({
    refused: [{ index: 1, reason: "event: touch.referrer: expected a host" }],
  });
});

test("the customer is the signature's, never the body's", () => {
  expect(parse({ ...batch, customerId: "666" }, "207119551")).toMatchObject({
    wire: { customerId: "207119551" },
  });
  expect(parse({ ...batch, customerId: "666" }, "")).toMatchObject({ wire: { customerId: null } });
});

test("a bad event is refused alone, with its place and reason", () => {
  const events = [
    event,
    { ...event, kind: "order_placed" },
    { ...event, productId: "mug" },
    null,
    { ...event, occurredAt: 5 },
  ];
  const parsed = parse({ ...batch, events });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  expect(parsed.wire.events).toHaveLength(1);
  expect(parsed.refused.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
  expect(parsed.refused[0]?.reason).toBe("event: kind: unknown kind");
  expect(parsed.refused[1]?.reason).toBe("event: productId: expected an id or null");
});

test("a batch without one good event is malformed", () => {
  expect(parse({ ...batch, events: [] })).toEqual({
    outcome: "malformed",
    reason: "browse_events: no events",
  });
  expect(parse({ ...batch, events: [{ ...event, kind: "clicked" }] })).toEqual({
    outcome: "malformed",
    reason: "browse_events: event: kind: unknown kind",
  });
});

test("more than 50 events or 64 kB are refused", () => {
  expect(parse({ ...batch, events: Array(50).fill(event) }).outcome).toBe("accepted");
  expect(parse({ ...batch, events: Array(51).fill(event) })).toEqual({
    outcome: "malformed",
    reason: "browse_events: more than 50 events",
  });
  const padded = { ...batch, pad: "é".repeat(32 * 1024) };
  expect(parse(padded)).toEqual({
    outcome: "malformed",
    reason: "browse_events: more than 65536 bytes",
  });
  expect(parse({ ...batch, pad: "e".repeat(32 * 1024) }).outcome).toBe("accepted");
});

test.each([
  [{ clientId: "me" }, "browse_events: clientId: expected a UUID"],
  [{ sentAt: null }, "browse_events: sentAt: expected an ISO 8601 time with its offset"],
  [{ events: {} }, "browse_events: events: expected a list of events"],
])("a batch without a usable head is malformed: %j", (changes, reason) => {
  expect(parse({ ...batch, ...changes })).toEqual({ outcome: "malformed", reason });
});

test.each([
  ["/products/mug?email=bob@example.com#x", "/products/mug"],
  ["/account/reset/12/secret", "/account"],
  ["/en-ca/account/orders/99", "/en-ca/account"],
  ["/orders/99/authenticate", "/orders"],
  ["/collections/account", "/collections/account"],
])("a path is stored without what it could tell about a person: %s", (path, kept) => {
  expect(parse({ ...batch, events: [{ ...event, path }] })).toMatchObject({
    wire: { events: [{ path: kept }] },
  });
});
