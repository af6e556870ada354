import { describe, expect, test } from "vitest";
import { hashAddress, idsOf } from "./api-batch.ts";

const UUID = "0f5b1c3e-7f0a-4c1e-9a53-2f2b8a6d9c11";
const email = `email:${hashAddress("email", "ada@example.com")}`;
const phone = `phone:${hashAddress("phone", "+442079460958")}`;

describe("userId", () => {
  test.each([
    ["user", "u-1", ["user:u-1"]],
    ["user", 42, ["user:42"]],
    ["user", "7317230469126", ["user:7317230469126"]],
    ["user", "gid://shopify/Customer/7317230469126", ["customer:7317230469126"]],
    ["customer", "7317230469126", ["customer:7317230469126"]],
    ["customer", 7317230469126, ["customer:7317230469126"]],
    ["customer", "gid://shopify/Customer/7317230469126", ["customer:7317230469126"]],
    // No id of Shopify's: it names nobody under such a key.
    ["customer", "u-1", []],
  ] as const)("of a key whose userId is a %s: %s", (userIdIs, userId, ids) => {
    expect(idsOf({ userId, anonymousId: "a-1" }, { userIdIs })).toEqual([...ids, "client:a-1"]);
  });

  test.each(["null", "0", "00000000-0000-0000-0000-000000000000", "anonymous", "", " ", "none"])(
    "that names nobody is left out: %j",
    (userId) => {
      expect(idsOf({ userId, anonymousId: "a-1" })).toEqual(["client:a-1"]);
    },
  );

  test("that is an address is one where the shop matches them, and else nothing", () => {
    for (const userId of ["Ada@example.com", "+44 20 7946 0958"]) {
      expect(idsOf({ userId, anonymousId: "a-1" })).toEqual(["client:a-1"]);
    }
    expect(idsOf({ userId: "Ada@example.com" }, { hashAddress })).toEqual([email]);
    expect(idsOf({ userId: "+44 20 7946 0958" }, { hashAddress })).toEqual([phone]);
  });
});

describe("Shopify's customer is also known", () => {
  const id = "7317230469126";
  test.each([
    [{ traits: { shopify_customer_id: id } }],
    [{ context: { traits: { shopifyCustomerId: Number(id) } } }],
    [{ properties: { shopify_customer_id: `gid://shopify/Customer/${id}` } }],
    [{ context: { externalIds: [{ id, type: "shopify_customer_id", collection: "users" }] } }],
    [{ context: { externalId: [{ id, type: "shopify_customer_id" }] } }],
  ])("by %j", (message) => {
    expect(idsOf({ userId: "u-1", ...message })).toEqual([`customer:${id}`, "user:u-1"]);
  });

  test("not by an external id of another type", () => {
    const externalIds = [{ id, type: "ga_client_id" }, "no id", { type: "shopify_customer_id" }];
    expect(idsOf({ userId: "u-1", context: { externalIds } })).toEqual(["user:u-1"]);
  });
});

test("addresses come from traits, the context's traits and properties, each once", () => {
  const people = { email: "ada@example.com", phone: "+442079460958" };
  const message = {
    userId: "u-1",
    traits: people,
    context: { traits: people },
    properties: { email: "ADA@example.com" },
  };
  expect(idsOf(message, { hashAddress })).toEqual(["user:u-1", email, phone]);
  expect(idsOf(message)).toEqual(["user:u-1"]);
});

describe("anonymousId", () => {
  test("is the browser or app, a UUID in lower case as the storefront's", () => {
    expect(idsOf({ anonymousId: UUID.toUpperCase() })).toEqual([`client:${UUID}`]);
    expect(idsOf({ anonymousId: "Device-A" })).toEqual(["client:Device-A"]);
  });
  test("is nothing when it is an address", () => {
    expect(idsOf({ userId: "u-1", anonymousId: "ada@example.com" }, { hashAddress })).toEqual([
      "user:u-1",
    ]);
  });
});

test("an alias names the id that it replaces, as whatever that was", () => {
  const alias = (previousId: string, userIdIs: "user" | "customer" = "user") =>
    idsOf({ type: "alias", userId: "7317230469126", previousId }, { userIdIs });
  expect(alias(UUID)).toEqual(["user:7317230469126", `user:${UUID}`, `client:${UUID}`]);
  expect(alias(UUID, "customer")).toEqual(["customer:7317230469126", `client:${UUID}`]);
  expect(alias("207119551", "customer")).toEqual(["customer:7317230469126", "customer:207119551"]);
  expect(idsOf({ userId: "u-1", previousId: "u-0" })).toEqual(["user:u-1"]);
});

describe("a session", () => {
  test("is known by a random id, not by the second in which it began", () => {
    const session = (sessionId: unknown) => idsOf({ userId: "u-1", context: { sessionId } });
    expect(session(UUID)).toEqual(["user:u-1", `session:${UUID}`]);
    expect(session(1_763_892_000)).toEqual(["user:u-1"]);
    expect(session("1763892000123")).toEqual(["user:u-1"]);
  });
});

describe("orders, checkouts and carts", () => {
  const token = "3c5ae0b77c4f4b9e9c6f6c1e6a8f2d10";
  test.each([
    [{ order_id: "gid://shopify/Order/1001" }, "order:1001"],
    [{ order_id: 5551230000017 }, "order:5551230000017"],
    [{ orderId: "5551230000017" }, "order:5551230000017"],
    [{ checkout_id: token }, `checkout:${token}`],
    [{ checkout_token: token }, `checkout:${token}`],
    [{ cart_token: "Z2NwLXVzLWVhc3QxOjAx?key=secret" }, "cart:Z2NwLXVzLWVhc3QxOjAx"],
    [
      { cart_id: "gid://shopify/Cart/Z2NwLXVzLWVhc3QxOjAx?key=secret" },
      "cart:Z2NwLXVzLWVhc3QxOjAx",
    ],
  ])("by an id of Shopify's: %j", (properties, id) => {
    expect(idsOf({ userId: "u-1", properties })).toEqual(["user:u-1", id]);
  });
  test.each([
    [{ order_id: "1001" }],
    [{ order_id: "R-2026-1001" }],
    [{ checkout_id: "fksdjfsdjfisjf9sdfjsd9f" }],
    [{ checkout_id: "42" }],
    [{ checkout_id: UUID }],
    [{ cart_id: "cart-1" }],
    [{ cart_token: "cart-1" }],
  ])("not by a merchant's own: %j", (properties) => {
    expect(idsOf({ userId: "u-1", properties })).toEqual(["user:u-1"]);
  });
});
