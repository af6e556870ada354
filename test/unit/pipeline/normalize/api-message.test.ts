import { describe, expect, test } from "vitest";
import { MAX_BROWSE_AGE_DAYS } from "../../../../app/pipeline/normalize/clock-skew.ts";
import { digest, hashAddress, type Reading } from "../capture/api-batch.ts";
import { apiRow, RECEIVED_AT, tellRow } from "./tell.ts";

const tell = (message: object, reading: Reading = {}) =>
  tellRow(apiRow({ type: "track", messageId: "m-1", userId: "u-1", ...message }, reading));
const eventOf = (message: object, reading: Reading = {}) => tell(message, reading).events[0];
const linksOf = (message: object, reading: Reading = {}) =>
  tell(message, reading).links.map(
    ({ from, to, reason }) => `${from.kind}:${from.key} ${reason} ${to.kind}:${to.key}`,
  );

const CUSTOMER = "gid://shopify/Customer/7317230469126";
const TOKEN = "3c5ae0b77c4f4b9e9c6f6c1e6a8f2d10";
const DAY_MS = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString();

describe("what a message counts as", () => {
  test.each([
    ["track", { event: "Email Link Clicked" }, "email_clicked"],
    ["page", {}, "page_viewed"],
    ["screen", {}, "screen_viewed"],
  ])("%s", (type, message, signal) => {
    expect(tell({ type, ...message }).events).toEqual([
      {
        key: `api:${digest("m-1")}`,
        signal,
        subject: { kind: "user", key: "u-1" },
        occurredAt: RECEIVED_AT,
        value: 0,
        about: null,
        trust: "signed",
      },
    ]);
  });

  test("identify and alias tie ids and count nothing", () => {
    const identify = { type: "identify", userId: CUSTOMER, anonymousId: "a-1" };
    expect(tell(identify).events).toEqual([]);
    expect(linksOf(identify)).toEqual(["customer:7317230469126 identify client:a-1"]);
    const alias = { type: "alias", userId: "u-2", previousId: "u-1" };
    expect(tell(alias).events).toEqual([]);
    expect(linksOf(alias)).toEqual(["user:u-2 identify user:u-1", "user:u-2 identify client:u-1"]);
  });

  test("an order ties who ordered to the order and its checkout, and is no event", () => {
    const properties = { order_id: 5551230000017, checkout_id: TOKEN };
    const order = { event: "Order Completed", userId: CUSTOMER, anonymousId: "a-1", properties };
    expect(tell(order).events).toEqual([]);
    expect(linksOf(order)).toEqual([
      "customer:7317230469126 identify order:5551230000017",
      `customer:7317230469126 identify checkout:${TOKEN}`,
      "customer:7317230469126 identify client:a-1",
    ]);
  });

  test("a checkout is Shopify's own fact, on the checkout", () => {
    const properties = { checkout_token: TOKEN };
    expect(eventOf({ event: "Checkout Started", properties })).toMatchObject({
      key: `checkout:${TOKEN}:checkout_started`,
      subject: { kind: "checkout", key: TOKEN },
    });
  });

  test("a page to which a campaign led is the visit too", () => {
    const context = { campaign: { source: "klaviyo", medium: "email", name: "Autumn" } };
    expect(tell({ type: "page", context }).events).toMatchObject([
      { signal: "page_viewed", about: "campaign:autumn" },
      { key: `api:${digest("m-1")}:visit`, signal: "email_visited", about: "campaign:autumn" },
    ]);
    const unknown = { campaign: { source: "somewhere", medium: "else" } };
    expect(tell({ type: "page", context: unknown }).events).toHaveLength(1);
  });
});

test("what was done to a product is about the product, all else about the campaign", () => {
  const properties = { product_id: "7880321196742", campaign_name: "Autumn" };
  expect(eventOf({ event: "Product Viewed", properties })?.about).toBe("product:7880321196742");
  expect(eventOf({ event: "Email Opened", properties })?.about).toBe("campaign:autumn");
});

describe("what an event hangs on", () => {
  const subjectOf = (message: object, reading: Reading = {}) => {
    const subject = eventOf({ event: "Email Opened", ...message }, reading)?.subject;
    return subject && `${subject.kind}:${subject.key}`;
  };
  const email = `email:${hashAddress("email", "ada@example.com")}`;

  test.each([
    ["the person", { anonymousId: "a-1" }, "user:u-1"],
    ["the customer first", { traits: { shopify_customer_id: 12 } }, "customer:12"],
    [
      "an address",
      { userId: null, anonymousId: "a-1", traits: { email: "ada@example.com" } },
      email,
    ],
    [
      "the browser before what it holds",
      { userId: null, anonymousId: "a-1", properties: { cart_token: TOKEN } },
      "client:a-1",
    ],
    ["what it holds", { userId: null, properties: { cart_token: TOKEN } }, `cart:${TOKEN}`],
  ])("with a server's key: %s", (_name, message, subject) => {
    expect(subjectOf(message, { hashAddress })).toBe(subject);
  });

  test("with a client's key: the browser, and it is unsigned", () => {
    const message = { event: "Email Opened", anonymousId: "a-1" };
    expect(eventOf(message, { kind: "client" })).toMatchObject({
      subject: { kind: "client", key: "a-1" },
      trust: "unsigned",
    });
    expect(linksOf(message, { kind: "client" })).toEqual(["user:u-1 identify-client client:a-1"]);
    expect(subjectOf({}, { kind: "client" })).toBe("user:u-1");
  });

  test("a client's key names no customer and no order, whose ids can be guessed", () => {
    const properties = { order_id: 5551230000017, shopify_customer_id: 12 };
    const message = { event: "Email Opened", userId: CUSTOMER, anonymousId: "a-1", properties };
    expect(linksOf(message, { kind: "client" })).toEqual([]);
    expect(linksOf(message)).toEqual([
      "customer:7317230469126 identify customer:12",
      "customer:7317230469126 identify order:5551230000017",
      "customer:7317230469126 identify client:a-1",
    ]);
  });
});

describe("when it happened", () => {
  const at = (times: object, reading: Reading = {}) =>
    (eventOf({ event: "Email Opened", ...times }, reading)?.occurredAt ?? NaN) - RECEIVED_AT;

  test("by our clock, whatever the sender's shows", () => {
    // Sent an hour ago by a clock that is an hour behind, five seconds after it happened.
    const timestamp = iso(RECEIVED_AT - 3_605_000);
    expect(at({ timestamp, sentAt: iso(RECEIVED_AT - 3_600_000) })).toBe(-5000);
    expect(at({ timestamp })).toBe(-3_605_000);
    expect(at({})).toBe(0);
  });

  test("never in the future", () => {
    expect(at({ timestamp: iso(RECEIVED_AT + 60_000) })).toBe(0);
    expect(at({ timestamp: iso(RECEIVED_AT), sentAt: iso(RECEIVED_AT - 60_000) })).toBe(0);
  });

  test("years ago where a server says so, a week at most where a browser does", () => {
    const timestamp = iso(RECEIVED_AT - 400 * DAY_MS);
    expect(at({ timestamp })).toBe(-400 * DAY_MS);
    expect(at({ timestamp }, { kind: "client" })).toBe(-MAX_BROWSE_AGE_DAYS * DAY_MS);
  });
});
