import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseAppToml, readAppToml } from "../../../dev-store/webhooks/app-toml.ts";
import { selectFields } from "../../../dev-store/webhooks/include-fields.ts";
import { writeJson } from "../../../dev-store/webhooks/json-text.ts";
import { buildCheckoutPayload } from "../../../dev-store/webhooks/payloads/checkout.ts";
import { buildCustomerPayload } from "../../../dev-store/webhooks/payloads/customer.ts";
import { buildOrderPayload } from "../../../dev-store/webhooks/payloads/order.ts";
import { buildShopPayload } from "../../../dev-store/webhooks/payloads/shop.ts";
import { checkout, customer, order, shop, shopRecord } from "./payload-fixtures.ts";

const TOML = fileURLToPath(new URL("../../../shopify.app.toml", import.meta.url));
const text = readFileSync(TOML, "utf8");

test("the app's own file is accepted", () => {
  const toml = readAppToml(TOML);
  expect(toml.apiVersion).toBe("2026-10");
  expect(toml.scopes).toContain("write_customers");
  expect(toml.appProxy).toEqual({ url: "/proxy", prefix: "apps", subpath: "kindling" });
  expect(toml.subscriptions.flatMap(({ complianceTopics }) => complianceTopics)).toEqual([
    "customers/data_request",
    "customers/redact",
    "shop/redact",
  ]);
});

test("no subscription lets a name, an email or an address through", () => {
  const payloads = {
    "orders/create": buildOrderPayload(shop, order),
    "checkouts/create": buildCheckoutPayload(shop, checkout),
    "customers/create": buildCustomerPayload(shop, customer),
    "app/uninstalled": buildShopPayload(shopRecord),
    "shop/update": buildShopPayload(shopRecord),
  };
  const { subscriptions } = readAppToml(TOML);
  for (const [topic, payload] of Object.entries(payloads)) {
    const subscription = subscriptions.find(({ topics }) => topics.includes(topic));
    const sent = writeJson(selectFields(payload, subscription?.includeFields ?? []));
    expect(sent, topic).not.toMatch(/@|Biller|address|phone/);
    expect(sent, topic).toContain("id");
  }
});

test.each([
  ["an api version that is none", 'api_version = "2026-10"', 'api_version = "latest"'],
  ["a proxy prefix Shopify does not offer", 'prefix = "apps"', 'prefix = "shop"'],
  ["a reserved subpath", 'subpath = "kindling"', 'subpath = "admin"'],
  ["an unknown compliance topic", '"shop/redact"', '"shop/forget"'],
  ["a plain http uri", 'uri = "/webhooks/privacy"', 'uri = "http://x.example"'],
  ["a topic subscribed to twice at one uri", '"carts/update"', '"carts/create"'],
  ["a misspelled key", "include_fields", "included_fields"],
])("%s is refused, naming the file", (_case, from, to) => {
  expect(text).toContain(from);
  expect(() => parseAppToml(text.replaceAll(from, to), "x.toml")).toThrow(/x\.toml is refused/);
});
