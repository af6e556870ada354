import { parse } from "node:querystring";
import "@shopify/shopify-api/adapters/node";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyAppProxy } from "../../../app/shopify/verify-app-proxy.server.ts";
import { signProxyQuery } from "../../../dev-store/app-proxy/sign-proxy-query.ts";

const secret = "hush";
const library = shopifyApi({
  ...{ apiKey: "key", apiSecretKey: secret, hostName: "app.example", isEmbeddedApp: true },
  apiVersion: ApiVersion.October26,
});

/** Of Shopify's documentation: the same request by a visitor and by customer 1. */
const VECTORS: [string, string][] = [
  ["", "e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb"],
  ["1", "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb"],
];

test.each(VECTORS)("Shopify's own example is taken, logged in as %j", (customer, signature) => {
  const query = new URLSearchParams(
    `extra=1&extra=2&shop=shop-name.myshopify.com&path_prefix=/apps/awesome_reviews&timestamp=1317327555`,
  );
  query.set("logged_in_customer_id", customer);
  query.set("signature", signature);
  const at = 1_317_327_555_000;
  expect(verify(query, { secret, now: at + 90_000 })).toEqual({
    outcome: "verified",
    domain: "shop-name.myshopify.com",
    loggedInCustomerId: customer || null,
    signedAtSeconds: 1_317_327_555,
  });
  expect(verify(query, { secret, now: at + 91_000 }).outcome).toBe("refused");
  expect(verify(query, { secret: "other", now: at }).outcome).toBe("refused");
});

const verify = (query: URLSearchParams, by: Parameters<typeof verifyAppProxy>[1]) =>
  verifyAppProxy(parse(query.toString()), by);

const value = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom("", "a b", "ü", "1,2", "a=b", "%2B"),
);
const extra = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), value, { maxKeys: 4 });

test("Whatever is signed, altered or left out, Shopify's library says the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      extra,
      fc.integer({ min: -120, max: 120 }),
      fc.constantFrom("nothing", "a value", "the signature", "its absence", "no timestamp"),
      async (parameters, age, altered) => {
        const now = Date.now();
        const query = new URLSearchParams(parameters);
        query.set("shop", "a.myshopify.com");
        if (altered !== "no timestamp")
          query.set("timestamp", String(Math.trunc(now / 1000) - age));
        query.set("signature", signProxyQuery(query, secret));
        if (altered === "a value") query.set("shop", "b.myshopify.com");
        if (altered === "the signature") query.set("signature", "0".repeat(64));
        if (altered === "its absence") query.delete("signature");
        // At the very edge the second could pass between the two.
        fc.pre(Math.abs(Math.abs(age) - 90) > 1);
        const theirs = await library.utils
          .validateHmac(Object.fromEntries(query), { signator: "appProxy" })
          .catch(() => false);
        const ours = verify(query, { secret, now }).outcome === "verified";
        expect(ours).toBe(theirs);
      },
    ),
    { numRuns: 300 },
  );
});

test("A parameter that decides something stands there once", () => {
  for (const name of ["shop", "timestamp", "signature", "logged_in_customer_id"]) {
    const query = new URLSearchParams({
      ...{ shop: "a.myshopify.com", timestamp: "1317327555", logged_in_customer_id: "" },
    });
    query.set("signature", signProxyQuery(query, secret));
    query.append(name, query.get(name) ?? "");
    const verified = verify(query, { secret, now: 1_317_327_555_000 });
    expect(verified).toEqual({ outcome: "refused", reason: `The parameter ${name} stands twice` });
  }
});
