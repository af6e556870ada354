import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readChannel } from "../../../../app/pipeline/normalize/channel.ts";
import { correctSkew } from "../../../../app/pipeline/normalize/clock-skew.ts";
import { foldEvents } from "../../../../app/pipeline/normalize/fold.ts";
import { browseRow, pixelRow, RECEIVED_AT, tellRow } from "./tell.ts";

const at = (text: string) => Date.parse(text);
const readFixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/${name}.json`, import.meta.url), "utf8"));

describe("browse events", () => {
  const batch = readFixture("browse-events");
  const client = { kind: "client", key: "0f5b1c3e-7f0a-4c1e-9a53-2f2b8a6d9c11" };

  test("hang on the client, at the time that our clock showed", () => {
    const told = tellRow(browseRow(batch));
    expect(told.events).toHaveLength(batch.events.length);
    const viewed = Math.floor(at("2026-11-23T09:59:30Z") / 10_000);
    expect(told.events.find(({ signal }) => signal === "product_viewed")).toEqual({
      key: `client:${client.key}:product_viewed:7880321196742:${viewed}`,
      signal: "product_viewed",
      subject: client,
      // The browser sent at 10:05:05 by its clock, which was 10:00:06 by ours.
      occurredAt: at("2026-11-23T09:59:30Z") + RECEIVED_AT - at(batch.sentAt),
      value: 0,
      about: "product:7880321196742",
      trust: "claimed",
    });
    expect(told.links).toMatchObject([
      { from: { kind: "cart" }, to: client, reason: "browse" },
      { from: { kind: "session" }, to: client, reason: "session" },
    ]);
  });

  test("count the channel by which a visit came, under its campaign", () => {
    const [visit] = tellRow(browseRow(batch)).events;
    expect(visit).toMatchObject({ signal: "email_visited", about: "campaign:autumn-sale" });
    const direct = { ...batch.events[0], touch: { referrer: "search.example.com" } };
    expect(tellRow(browseRow({ ...batch, events: [direct] })).events).toEqual([]);
  });

  test("of a customer who is logged in are theirs, and join client and cart to them", () => {
    const told = tellRow(browseRow(batch, { loggedInCustomerId: "77" }));
    expect(new Set(told.events.map(({ subject }) => JSON.stringify(subject)))).toEqual(
      new Set([JSON.stringify({ kind: "customer", key: "77" })]),
    );
    expect(told.links.map(({ from, to }) => `${from.kind} ${to.kind}`)).toEqual([
      "customer cart",
      "customer client",
      "cart client",
      "session client",
    ]);
    expect(told.links.every((link) => link.at === RECEIVED_AT)).toBe(true);
  });

  test("that were stored before batches carried ids of visits and consent are read as they are", () => {
    const wire = {
      clientId: client.key,
      cartToken: null,
      sentAt: batch.sentAt,
      customerId: null,
      events: [{ id: client.key, kind: "page_viewed", occurredAt: batch.sentAt, path: "/" }],
    };
    const row = { source: "proxy", topic: "browse_events", wire, receivedAt: RECEIVED_AT };
    expect(tellRow(row).events).toMatchObject([{ signal: "page_viewed" }]);
  });

  test("from a wrong clock are put right, never into the future, never beyond seven days", () => {
    const day = 86_400_000;
    expect(correctSkew({ occurredAt: 400, sentAt: 500, receivedAt: 10 * day })).toBe(
      10 * day - 100,
    );
    expect(correctSkew({ occurredAt: 900, sentAt: 500, receivedAt: 10 * day })).toBe(10 * day);
    expect(correctSkew({ occurredAt: 0, sentAt: 9 * day, receivedAt: 10 * day })).toBe(3 * day);
  });
});

describe("the pixel", () => {
  const batch = readFixture("pixel-events");
  const client = { kind: "client", key: batch.clientId };

  test("is believed less than the embed, and what both see is one fact of the embed", () => {
    const browsed = tellRow(browseRow(readFixture("browse-events"))).events;
    const seen = tellRow(pixelRow(batch)).events;
    expect(seen.every(({ trust }) => trust === "unsigned")).toBe(true);
    const both = foldEvents([...seen, ...browsed]).get(`client:${client.key}`) ?? [];
    const views = both.filter(({ signal }) => signal === "product_viewed");
    expect(views).toMatchObject([{ count: 1, trust: "claimed" }]);
  });

  test("tells the steps of a checkout under the checkout's own key, as its webhook does", () => {
    const started = tellRow(pixelRow(batch)).events.find(
      ({ signal }) => signal === "checkout_started",
    );
    const token = batch.events[3].checkoutToken;
    expect(started).toMatchObject({
      key: `checkout:${token}:checkout_started`,
      subject: { kind: "checkout", key: token },
    });
  });

  test("ties its browser to the checkout that it saw, and its own id to the embed's", () => {
    const { links, events } = tellRow(pixelRow(batch));
    expect(new Set(links.map(({ from, to }) => `${from.kind} ${to.kind}`))).toEqual(
      new Set(["checkout client", "client client"]),
    );
    expect(links.every(({ reason }) => reason === "pixel")).toBe(true);
    // A completed checkout is an order, and orders are Shopify's to tell.
    expect(events.map(({ signal }) => signal)).not.toContain("checkout_completed");
  });
});

test.each([
  [{ medium: "email" }, "email"],
  [{ medium: "cpc", source: "facebook" }, "ad"],
  [{ clickId: "fbclid" }, "social"],
  [{ clickId: "gclid", referrer: "google.com" }, "ad"],
  [{ source: "klaviyo" }, "email"],
  [{ medium: "sms", source: "postscript" }, "sms"],
  [{ referrer: "l.instagram.com" }, "social"],
  [{ source: "shareasale", medium: "affiliate" }, "affiliate"],
  [{ referrer: "www.google.com" }, null],
  [{ source: "tax.com" }, null],
  [{ clickId: "constructor" }, null],
  [{ clickId: "__proto__", source: "klaviyo" }, "email"],
  [{}, null],
])("a visit's channel is told by what says it most surely: %j", (touch, channel) => {
  const nothing = { source: null, medium: null, campaign: null, clickId: null, referrer: null };
  expect(readChannel({ ...nothing, ...touch })).toBe(channel);
});
