import { expect, test } from "vitest";
import { RECEIVED_AT, tellWebhook } from "./tell.ts";

const MERGED_AT = "2026-01-03T00:00:00Z";
const ids = {
  admin_graphql_api_customer_kept_id: "gid://shopify/Customer/9007199254740993",
  admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/77",
};
const tell = (changes: object, triggeredAt?: string) =>
  tellWebhook("customers/merge", { ...ids, status: "completed", ...changes }, triggeredAt);

test("a merge links the customer that was kept to the one that is gone, and ends the latter", () => {
  const told = tell({}, MERGED_AT);
  const at = Date.parse(MERGED_AT);
  expect(told.links).toEqual([
    {
      from: { kind: "customer", key: "9007199254740993" },
      to: { kind: "customer", key: "77" },
      reason: "merge",
      at,
    },
  ]);
  expect(told.customers).toEqual([
    { customerId: "77", createdAt: at, deletedAt: at, sourceUpdatedAt: at },
  ]);
  expect(told.events).toEqual([]);
});

test("a merge without its time happened when it was told", () => {
  expect(tell({}).links[0]?.at).toBe(RECEIVED_AT);
});

test.each(["failed", "in_progress", "requested", null, "constructor"])(
  "a merge that is %s joins nobody",
  (status) => {
    const told = tell({ status, errors: [{ message: "Bob Biller is being merged." }] });
    expect(Object.values(told).flat()).toEqual([]);
  },
);

test("a customer that is merged with itself is no merge", () => {
  const same = { admin_graphql_api_customer_deleted_id: ids.admin_graphql_api_customer_kept_id };
  expect(Object.values(tell(same)).flat()).toEqual([]);
});
