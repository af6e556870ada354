import { expect, test } from "vitest";
import { findShop } from "../../../app/db/shop.ts";
import { findCustomers } from "../../../app/services/find-customers.ts";
import { readCustomerNames, showCustomerNames } from "../../../app/services/read-customer-names.ts";
import { AdminApiError, createAdminApi, type AdminApi } from "../../../app/shopify/admin-api.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";

const app = useAppPool();

/** Answers every document with what it is given. */
const answering = (data: unknown): AdminApi =>
  createAdminApi(async () => Response.json({ data, extensions: {} }));

const failing = (error: AdminApiError): AdminApi => ({ request: () => Promise.reject(error) });
const DENIED = new AdminApiError(
  { kind: "graphql", code: "ACCESS_DENIED", message: "not approved" },
  "Shopify refused the query: not approved",
);
const AWAY = new AdminApiError({ kind: "network", message: "reset" }, "reset");

test("names are those that Shopify has; who has none, or is gone, is left out", async () => {
  const admin = answering({
    nodes: [
      { id: "gid://shopify/Customer/1", firstName: "Ada", lastName: null },
      { id: "gid://shopify/Customer/2", firstName: null, lastName: null },
      null,
    ],
  });
  expect(await readCustomerNames(admin, ["1", "2", "3"])).toEqual({
    outcome: "named",
    names: { 1: { firstName: "Ada", lastName: null } },
  });
  expect(await readCustomerNames(failing(DENIED), ["1"])).toEqual({ outcome: "not-approved" });
  expect(await readCustomerNames(failing(AWAY), ["1"])).toEqual({ outcome: "unavailable" });
});

test("names are turned on only where Shopify gives them", async () => {
  const { pool } = app;
  const domain = "names.myshopify.com";
  const shopId = await addShop(pool, domain, { now: 0 });
  const isOn = async () => (await findShop(pool, domain))?.showNames;
  const turn = (admin: AdminApi, on: boolean) =>
    showCustomerNames({ pool, shopId, admin, customerId: "1", isOn: on });
  expect(await turn(failing(DENIED), true)).toBe("not-approved");
  expect(await isOn()).toBe(false);
  expect(await turn(answering({ nodes: [null] }), true)).toBe("shown");
  expect(await isOn()).toBe(true);
  // Off needs nobody.
  expect(await turn(failing(AWAY), false)).toBe("hidden");
  expect(await isOn()).toBe(false);
});

test("a search is an id, an order or whatever Shopify makes of it", async () => {
  const { pool } = app;
  const shopId = await addShop(pool, "search.myshopify.com", { now: 0 });
  await pool.query(
    `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, is_test, source_updated_at)
     VALUES ($1, '900', '7', now(), 'EUR', 1, false, now())`,
    [shopId],
  );
  const find = (text: string, admin: AdminApi = failing(AWAY)) =>
    findCustomers({ pool, shopId, admin, text });
  expect(await find("  ")).toEqual({ outcome: "all" });
  expect(await find("70")).toEqual({ outcome: "id-prefix", idPrefix: "70" });
  expect(await find("900")).toEqual({ outcome: "found", ids: ["7"], isCut: false });
  expect(await find("Ada")).toEqual({ outcome: "not-searched", fault: "unavailable" });
  const orders = {
    orders: { nodes: [{ customer: { id: "gid://shopify/Customer/8" } }, { customer: null }] },
  };
  expect(await find("#1001", answering(orders))).toEqual({
    outcome: "found",
    ids: ["8"],
    isCut: false,
  });
  const many = Array.from({ length: 51 }, (_, id) => ({ id: `gid://shopify/Customer/${id}` }));
  const found = await find("Ada", answering({ customers: { nodes: many } }));
  expect(found).toMatchObject({ outcome: "found", isCut: true });
  expect(found.outcome === "found" && found.ids).toHaveLength(50);
});
