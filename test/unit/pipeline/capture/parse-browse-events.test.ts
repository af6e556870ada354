import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseBrowseEvents } from "../../../../app/pipeline/capture/parse-browse-events.ts";

const fixture = readFileSync(
  new URL("../../../fixtures/browse-events.json", import.meta.url),
  "utf8",
);
const event = {
  id: "7b1d5b0a-90c1-4e0e-8f43-0c6f5a1d0001",
  kind: "page_viewed",
  occurredAt: "2026-11-23T09:59:00.000Z",
  path: "/",
  productId: null,
};
const batch = {
  clientId: "0f5b1c3e-7f0a-4c1e-9a53-2f2b8a6d9c11",
  cartToken: null,
  sentAt: "2026-11-23T10:00:05.000Z",
  events: [event],
};
const parse = (body: unknown, loggedInCustomerId: string | null = null) =>
  parseBrowseEvents({ body: JSON.stringify(body), loggedInCustomerId });

test("the contract's batch is accepted whole", () => {
  const parsed = parseBrowseEvents({ body: fixture, loggedInCustomerId: null });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  expect(parsed.refused).toEqual([]);
  expect(parsed.wire).toEqual({ ...JSON.parse(fixture), customerId: null });
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
    { ...event, id: "1" },
    null,
    { ...event, occurredAt: 5 },
  ];
  const parsed = parse({ ...batch, events });
  if (parsed.outcome !== "accepted") throw new Error(parsed.reason);
  expect(parsed.wire.events).toHaveLength(1);
  expect(parsed.refused.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
  expect(parsed.refused[0]?.reason).toBe("event: kind: unknown kind");
  expect(parsed.refused[1]?.reason).toBe("event: id: expected a UUID");
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
