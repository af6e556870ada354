import { expect, test } from "vitest";
import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { signProxyQuery } from "../../../dev-store/app-proxy/sign-proxy-query.ts";

const DOCUMENTED =
  "extra=1&extra=2&shop=shop-name.myshopify.com&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555";

test.each([
  ["", "e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb"],
  ["1", "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb"],
])("the documented query of customer '%s' has the documented signature", (customer, signature) => {
  const query = new URLSearchParams(`${DOCUMENTED}&logged_in_customer_id=${customer}`);
  expect(signProxyQuery(query, "hush")).toBe(signature);
  query.append("signature", "anything");
  expect(signProxyQuery(query, "hush")).toBe(signature);
});

test("Shopify's parameters follow the visitor's own, and a forged one stays beside the true one", () => {
  const query = buildProxyQuery(
    new URLSearchParams("page=2&logged_in_customer_id=999"),
    {
      shopDomain: "first.myshopify.com",
      customerId: "5",
      pathPrefix: "/apps/kindling",
      at: 1_317_327_555_999,
    },
    "hush",
  );
  expect(query.getAll("logged_in_customer_id")).toEqual(["999", "5"]);
  expect(query.get("timestamp")).toBe("1317327555");
  expect(query.get("path_prefix")).toBe("/apps/kindling");
  expect(query.get("signature")).toBe(signProxyQuery(query, "hush"));
});

test("nobody logged in is an empty customer id, not an absent one", () => {
  const query = buildProxyQuery(
    new URLSearchParams(),
    { shopDomain: "a.myshopify.com", customerId: null, pathPrefix: "/apps/kindling", at: 0 },
    "hush",
  );
  expect(query.get("logged_in_customer_id")).toBe("");
});
