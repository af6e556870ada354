import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { toWireEvent } from "../../../../extensions/kindling-pixel/src/map-event.ts";
import { KINDS } from "../../../../extensions/kindling-pixel/src/wire.ts";
import { anEvent, CHECKOUT, LINE, VARIANT } from "./pixel-events.ts";

const FIXTURE = new URL("../../../fixtures/pixel-events.json", import.meta.url);
const CART = "gid://shopify/Cart/Z2NwLXVzLWVhc3QxOjAxSk?key=the-cart-s-secret";
const TOKEN = "Z2NwLXVzLWVhc3QxOjAxSk";
const checkoutToken = "3c5ae0b77c4f4b9e9c6f6c1e6a8f2d10";
const product = { productId: "7880321196742", variantId: "41230000000001" };
const order = { id: "gid://shopify/OrderIdentity/5551230000017", customer: null };

/** One event of every kind, and what is sent of it besides kind, time and path. */
const MAPPED = [
  { event: anEvent("page_viewed", {}), ids: {} },
  { event: anEvent("product_viewed", { productVariant: VARIANT }), ids: product },
  {
    event: anEvent("collection_viewed", {
      collection: { id: "4501239", title: "Mugs", productVariants: [VARIANT] },
    }),
    ids: { collectionId: "4501239" },
  },
  {
    event: anEvent("search_submitted", {
      searchResult: { query: "a gift for Bob Miller", productVariants: [VARIANT] },
    }),
    ids: {},
  },
  {
    event: anEvent("cart_viewed", {
      cart: {
        id: CART,
        attributes: [],
        cost: LINE.cost,
        lines: [LINE],
        totalQuantity: 2,
      },
    }),
    ids: { cartToken: TOKEN },
  },
  {
    event: anEvent("product_added_to_cart", { cartLine: LINE }),
    ids: { ...product, cartToken: TOKEN },
  },
  {
    event: anEvent("product_removed_from_cart", { cartLine: LINE }),
    ids: { ...product, cartToken: TOKEN },
  },
  ...(
    [
      "checkout_started",
      "checkout_contact_info_submitted",
      "checkout_address_info_submitted",
      "checkout_shipping_info_submitted",
      "payment_info_submitted",
    ] as const
  ).map((name) => ({
    event: anEvent(name, { checkout: CHECKOUT }),
    ids: { checkoutToken, cartToken: TOKEN },
  })),
  {
    event: anEvent("checkout_completed", { checkout: { ...CHECKOUT, order } }),
    ids: { checkoutToken, cartToken: TOKEN },
  },
];

test("every kind of the contract is mapped", () => {
  expect(MAPPED.map(({ event }) => event.name)).toEqual([...KINDS]);
});

test.each(MAPPED.map(({ event, ids }) => [event.name, event, ids] as const))(
  "%s gives its time, its path and its ids, and nothing else",
  (kind, event, ids) => {
    const told = JSON.stringify(toWireEvent(event, CART));
    expect(JSON.parse(told)).toEqual({
      kind,
      occurredAt: "2026-11-23T10:00:00.000Z",
      path: "/",
      ...ids,
    });
    for (const secret of [
      "Ada",
      "ada@",
      "Berlin",
      "12.5",
      "25",
      "Mug",
      "utm",
      "mail",
      "key=",
      "Bob",
    ])
      expect(told).not.toContain(secret);
  },
);

test("the keys of an event are those of the contract's fixture, or the cart's", () => {
  const fixture: { events: object[] } = JSON.parse(readFileSync(FIXTURE, "utf8"));
  const known = new Set(fixture.events.flatMap((event) => Object.keys(event)));
  const used = MAPPED.flatMap(({ event }) =>
    Object.keys(JSON.parse(JSON.stringify(toWireEvent(event, CART)))),
  );
  // No event of the fixture's visit names a collection or a cart.
  expect([...new Set(used)].filter((key) => !known.has(key)).toSorted()).toEqual([
    "cartToken",
    "collectionId",
  ]);
});

describe("ids", () => {
  const viewed = (id: string | null, productId: string | null = "1") =>
    toWireEvent(
      anEvent("product_viewed", {
        productVariant: { ...VARIANT, id, product: { ...VARIANT.product, id: productId } },
      }),
    );

  test.each([
    ["gid://shopify/ProductVariant/41230000000001", "41230000000001"],
    ["gid://shopify/ProductVariant/41230000000001?published=1", "41230000000001"],
    ["41230000000001", "41230000000001"],
    ["blue", undefined],
    ["", undefined],
    [null, undefined],
  ])("%s is the variant %s", (id, variantId) => {
    expect(viewed(id)?.variantId).toBe(variantId);
  });

  test("an event without the thing that it is about is not told", () => {
    expect(viewed("1", null)).toBeNull();
    expect(viewed("1", "a-slug")).toBeNull();
    expect(toWireEvent(anEvent("product_added_to_cart", { cartLine: null }), CART)).toBeNull();
    const checkout = { ...CHECKOUT, token: null };
    expect(toWireEvent(anEvent("checkout_started", { checkout }), CART)).toBeNull();
    expect(toWireEvent(anEvent("checkout_completed", { checkout }), CART)).toBeNull();
  });

  test("the collection of all products, which has no id, is told by its path", () => {
    const collection = { id: "", title: "Products", productVariants: [] };
    const event = anEvent("collection_viewed", { collection }, { path: "/collections/all" });
    expect(toWireEvent(event)).toMatchObject({ path: "/collections/all", collectionId: undefined });
  });

  test.each([
    ["Z2NwLXVz", "Z2NwLXVz"],
    ["gid://shopify/Cart/Z2NwLXVz", "Z2NwLXVz"],
    ["Z2NwLXVz?key=secret", "Z2NwLXVz"],
    ["gid://shopify/Order/1", undefined],
    [null, undefined],
  ])("%s is the cart %s", (id, cartToken) => {
    const cart =
      id === null ? null : { id, attributes: [], cost: LINE.cost, lines: [], totalQuantity: 0 };
    expect(toWireEvent(anEvent("cart_viewed", { cart }))?.cartToken).toBe(cartToken);
  });
});

describe("paths", () => {
  test.each([
    ["/", "/"],
    ["/products/mug", "/products/mug"],
    ["/checkouts/cn/3c5ae0b77c4f/en-us/thank-you", "/checkouts"],
    ["/en/account/orders/81f3a", "/en/account"],
    ["/1234/orders/81f3a/authenticate", "/1234/orders"],
    ["/customer_authentication/login/token", "/customer_authentication"],
    ["/pages/orders", "/pages/orders"],
    [`/${"a".repeat(300)}`, `/${"a".repeat(254)}`],
  ])("%s is told as %s", (path, told) => {
    expect(toWireEvent(anEvent("page_viewed", {}, { path }))?.path).toBe(told);
  });
});
