import { expect, test } from "vitest";
import { verifyQuery } from "../../../app/endpoints/verify-query.ts";
import { buildProxyQuery } from "../../../dev-store/app-proxy/build-proxy-query.ts";

const secret = "hush";
const AT = Date.UTC(2026, 10, 26);

const signed = (customerId: string | null, at = AT): string =>
  buildProxyQuery(
    new URLSearchParams(),
    { shopDomain: "a.myshopify.com", customerId, pathPrefix: "/apps/kindling", at },
    secret,
  ).toString();

test("a query that was verified is taken again, until its signature is too old", () => {
  const query = signed(null);
  const outcomes = [0, 1, 90_999, 91_000, -90_000, -91_000, 5].map(
    (later) => verifyQuery(query, { secret, now: AT + later }).outcome,
  );
  expect(outcomes).toEqual([
    ...["verified", "verified", "verified", "refused"],
    ...["verified", "refused", "verified"],
  ]);
});

test("one that was altered is refused as often as it comes, and each customer is told apart", () => {
  const query = signed("1");
  const verify = (text: string) => verifyQuery(text, { secret, now: AT });
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
