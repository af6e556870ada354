import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { readShopifySegments } from "../../../app/services/read-shopify-segments.ts";
import { AdminApiError, createAdminApi, type AdminApi } from "../../../app/shopify/admin-api.ts";
import { SCOPES } from "../../../app/shopify/scopes.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { SHOP, startWorld, type DevStoreWorld } from "../dev-store-client.ts";

const TAG = "kindling:vip";
let world: DevStoreWorld;
let shop: Shop;

beforeEach(async () => {
  world = await startWorld({ scopes: SCOPES.join(",") });
  shop = world.store.createShop({ domain: SHOP });
  await shop.installApp();
});
afterEach(async () => {
  await world.close();
});

const TokenSchema = z.object({ access_token: z.string() });

/** The Admin API of the dev store. */
const openAdmin = (): AdminApi =>
  createAdminApi(async (query, variables) => {
    const { access_token } = TokenSchema.parse((await world.exchange()).body);
    const headers = { "x-shopify-access-token": access_token };
    const body = { query, variables };
    const answer = await world.post("/admin/api/2026-10/graphql.json", body, headers);
    return Response.json(answer.body);
  });

test("the segments of Shopify that ask for a tag are found, the one edited last first", async () => {
  const asking = `customer_tags CONTAINS '${TAG}'`;
  shop.createSegment({ name: "Newsletter", query: asking }, 1000);
  shop.createSegment(
    { name: "Prospects", query: `customer_tags CONTAINS '${TAG}-prospect'` },
    2000,
  );
  shop.createSegment({ name: "Launch", query: `number_of_orders > 1 AND ${asking}` }, 3000);
  // More than a page.
  for (let at = 0; at < 250; at += 1) shop.createSegment({ name: "Other", query: "" }, 4000 + at);
  const found = await readShopifySegments(openAdmin(), { tag: TAG });
  expect(found).toMatchObject({
    outcome: "read",
    isComplete: true,
    segments: [{ name: "Launch" }, { name: "Newsletter" }],
  });
});

test("a Shopify that refuses, or that takes too long, is waited for no longer", async () => {
  const AWAY = new AdminApiError({ kind: "network", message: "reset" }, "reset");
  const failing: AdminApi = { request: () => Promise.reject(AWAY) };
  expect(await readShopifySegments(failing, { tag: TAG })).toEqual({ outcome: "unavailable" });
  const silent: AdminApi = { request: () => new Promise(() => undefined) };
  expect(await readShopifySegments(silent, { tag: TAG, patienceMs: 20 })).toEqual({
    outcome: "unavailable",
  });
});
