import { expect, test } from "vitest";
import { asksForTag } from "../../../../app/pipeline/activate/asks-for-tag.ts";

test.each<[query: string, asks: boolean]>([
  ["customer_tags CONTAINS 'kindling:vip'", true],
  ["customer_tags CONTAINS 'Kindling:VIP' AND number_of_orders > 2", true],
  ['customer_tags NOT CONTAINS "kindling:vip"', true],
  [
    "number_of_orders > 1 AND (customer_tags CONTAINS 'a' OR customer_tags CONTAINS 'kindling:vip')",
    true,
  ],
  ["customer_tags CONTAINS 'kindling:vip-prospect'", false],
  ["customer_tags CONTAINS 'old kindling:vip'", false],
  ["customer_countries CONTAINS 'DE'", false],
  ["", false],
])("whether “%s” asks for kindling:vip: %s", (query, asks) => {
  expect(asksForTag(query, "kindling:vip")).toBe(asks);
});

test("quotes within a tag are read as Shopify writes them", () => {
  expect(asksForTag("customer_tags CONTAINS 'mom\\'s day'", "mom's day")).toBe(true);
  expect(asksForTag("customer_tags CONTAINS 'a' OR customer_tags CONTAINS 'b'", " or ")).toBe(
    false,
  );
});
