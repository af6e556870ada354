import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildEvent } from "../../../dev-store/next-gen/build-event.ts";
import { isTriggeredBy } from "../../../dev-store/next-gen/event-subscriptions.ts";
import { parseAppToml } from "../../../dev-store/webhooks/app-toml.ts";

const TOML = fileURLToPath(new URL("../../../shopify.app.toml", import.meta.url));
const text = readFileSync(TOML, "utf8");

test("the app's own events are accepted", () => {
  const { events } = parseAppToml(text);
  expect(events?.apiVersion).toBe("2026-10");
  expect(events?.subscriptions).toMatchObject([
    {
      handle: "price-change",
      topic: "Product",
      actions: ["update"],
      triggers: ["product.variants.price", "product.variants.compareAtPrice"],
      uri: "/webhooks/events",
    },
  ]);
});

test.each([
  ["a topic that nothing sends", 'topic = "Product"', 'topic = "Cart"', /events of product alone/i],
  ["an action that nothing sends", '"update"', '"create"', /update alone/],
  ["a trigger that nobody notices", "product.variants.price", "product.title", /notices changes/],
  ["a reserved handle", '"price-change"', '"events"', /reserved/],
  ["a filter", 'topic = "Product"', 'topic = "Product"\nquery_filter = "x"', /query_filter/],
  [
    "a missing scope",
    "read_products,",
    "",
    /Missing scope for event topic: Product \(read_products\)/,
  ],
])("%s is refused", (_case, from, to, reason) => {
  expect(text).toContain(from);
  expect(() => parseAppToml(text.replace(from, to), "x.toml")).toThrow(reason);
});

test.each([
  ["product.variants.price", "product.variants.price", true],
  ["product.variants.price", "product.variants.*", true],
  ["product.variants.price", "product.*", true],
  ["product.variants.price", "product.variants", false],
  ["product.variants.price", "product.title", false],
])("%s is triggered by %s: %s", (path, trigger, expected) => {
  expect(isTriggeredBy(path, trigger)).toBe(expected);
});

const subscription = {
  handle: "price-change",
  topic: "Product",
  actions: ["update"],
  triggers: ["product.variants.price"],
  uri: "/webhooks/events",
  query: "query { shop { id } }",
};
const change = { productId: "5", variantId: "9007199254740993", paths: ["product.variants.price"] };

test("an event says what changed, of which variant, and what the query found", () => {
  const asked: unknown[] = [];
  const body = buildEvent(subscription, change, (...call) => {
    asked.push(call);
    return { data: { product: null } };
  });
  const ids = {
    productId: "gid://shopify/Product/5",
    variantsId: "gid://shopify/ProductVariant/9007199254740993",
  };
  expect(asked).toEqual([[subscription.query, ids]]);
  expect(body).toEqual({
    topic: "Product",
    action: "update",
    handle: "price-change",
    fields_changed: {
      added: [],
      updated: [`product[id: '${ids.productId}'].variants[id: '${ids.variantsId}'].price`],
      removed: [],
    },
    query_variables: ids,
    data: { product: null },
  });
});

test("a change that triggers nothing is no event, and asks nothing", () => {
  const other = { ...change, paths: ["product.variants.compareAtPrice"] };
  const refuse = () => {
    throw new Error("nobody may ask");
  };
  expect(buildEvent(subscription, other, refuse)).toBeNull();
});
