import fc from "fast-check";
import { expect, test } from "vitest";
import { createQueryVerifier } from "../../../app/endpoints/verify-query.ts";
import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";
import { signProxyQuery } from "../../../dev-store/app-proxy/sign-proxy-query.ts";

const secret = "hush";
const AT = Date.UTC(2026, 10, 26);

const signed = (customerId: string | null, at = AT): string =>
  buildProxyQuery(
    new URLSearchParams(),
    { shopDomain: "a.myshopify.com", customerId, pathPrefix: "/apps/kindling", at },
    secret,
  ).toString();

const verifyQuery = createQueryVerifier(secret);

test("a query that was verified is taken again, until its signature is too old", () => {
  const query = signed(null);
  const outcomes = [0, 1, 90_999, 91_000, -90_000, -91_000, 5].map(
    (later) => verifyQuery(query, AT + later).outcome,
  );
  expect(outcomes).toEqual([
    ...["verified", "verified", "verified", "refused"],
    ...["verified", "refused", "verified"],
  ]);
});

test("one that was altered is refused as often as it comes, and each customer is told apart", () => {
  const query = signed("1");
  const verify = (text: string) => verifyQuery(text, AT);
  expect(verify(query)).toMatchObject({ outcome: "verified", loggedInCustomerId: "1" });
  const altered = query.replace("logged_in_customer_id=1", "logged_in_customer_id=2");
  for (let turn = 0; turn < 3; turn += 1) expect(verify(altered).outcome).toBe("refused");
  for (let id = 1; id <= 2500; id += 1) {
    const loggedInCustomerId = String(id);
    const expected = { outcome: "verified", loggedInCustomerId };
    expect(verify(signed(loggedInCustomerId))).toMatchObject(expected);
    expect(verify(signed(loggedInCustomerId))).toMatchObject(expected);
  }
});

test("a visitor's own parameters may be written in any way: what Shopify signed is taken, and nothing else", () => {
  const written = fc.constantFrom(
    ...["a=1", "a=2", "b", "=", "=c", "", "d=%zz", "d=%", "e=%2B+e", "f=%C3%BC", "%66=g", "h=1,2"],
    ...["__proto__=1", "constructor=x", "1=i", "j==k", "l=%26m", "n[]=1", "%C3=o", "p=?q"],
  );
  fc.assert(
    fc.property(fc.array(written, { maxLength: 8 }), fc.boolean(), (own, isAltered) => {
      const raw = [...own, "shop=a.myshopify.com", `timestamp=${AT / 1000}`].join("&");
      const signature = signProxyQuery(new URLSearchParams(raw), secret);
      const sent = isAltered ? raw.replace("shop=a", "shop=b") : raw;
      expect(verifyQuery(`${sent}&signature=${signature}`, AT).outcome).toBe(
        isAltered ? "refused" : "verified",
      );
    }),
  );
  const many = Array.from({ length: 1500 }, (_, index) => `own${index}=1`).join("&");
  const raw = `${many}&shop=a.myshopify.com&timestamp=${AT / 1000}`;
  const signature = signProxyQuery(new URLSearchParams(raw), secret);
  expect(verifyQuery(`${raw}&signature=${signature}`, AT).outcome).toBe("verified");
});
