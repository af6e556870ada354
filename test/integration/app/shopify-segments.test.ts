import { afterEach, beforeAll, expect, test } from "vitest";
import { makeShopifySegment } from "../../../app/services/make-shopify-segment.ts";
import { createAdminApi, toAdminApiError, type AdminApi } from "../../../app/shopify/admin-api.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";
import { getShop } from "../../../app/db/shop.ts";
import { SHOP, startWorld, type DevStoreWorld } from "../dev-store-client.ts";
import { z } from "zod";

const app = useAppPool();
let world: DevStoreWorld;
let shopId = 0;

beforeAll(async () => {
  world = await startWorld({ scopes: "read_customers,write_customers" });
  await world.store.createShop({ domain: SHOP }).installApp();
  shopId = await addShop(app.pool, SHOP, { now: world.store.clock.now() });
  return () => world.close();
});
afterEach(() => {
  for (const { id } of dev().segments()) dev().deleteSegment(id);
});

const dev = () => world.store.shop(SHOP);
const AnswerSchema = z.object({ errors: z.array(z.unknown()).optional() });

/** The Admin API of the dev store; `after` may throw when the work is done already. */
const openAdmin = (after: (document: string) => void = () => undefined): AdminApi =>
  createAdminApi(async (query, variables) => {
    const token = z.object({ access_token: z.string() }).parse((await world.exchange()).body);
    const headers = { "x-shopify-access-token": token.access_token };
    const answer = await world.post(
      "/admin/api/2026-10/graphql.json",
      { query, variables },
      headers,
    );
    after(query);
    const { errors } = AnswerSchema.parse(answer.body);
    if (errors) throw Object.assign(new Error(), { body: { errors: { graphQLErrors: errors } } });
    return Response.json(answer.body);
  });

const make = async (handle = "vip", admin = openAdmin()) =>
  makeShopifySegment({
    pool: app.pool,
    shop: await getShop(app.pool, shopId),
    admin,
    handle,
    now: world.store.clock.now(),
  });
const QUERY = "customer_tags CONTAINS 'kindling:vip'";

test("A segment is made in Shopify once, of those who carry the tag.", async () => {
  expect(await make()).toEqual({ outcome: "made", name: "Kindling: VIP" });
  expect(await make()).toEqual({ outcome: "stands", name: "Kindling: VIP" });
  expect(dev().segments()).toMatchObject([{ name: "Kindling: VIP", query: QUERY }]);
});

test("A segment that a merchant renamed stands, one that was deleted is made again, and one that was edited is left alone.", async () => {
  await make();
  const [made] = dev().segments();
  dev().editSegment(made?.id ?? "", { name: "My best" });
  expect(await make()).toEqual({ outcome: "stands", name: "My best" });
  const other = "customer_tags CONTAINS 'gold'";
  dev().editSegment(made?.id ?? "", { query: other });
  expect(await make()).toEqual({ outcome: "edited", name: "My best" });
  expect(dev().segments()).toMatchObject([{ query: other }]);
  dev().deleteSegment(made?.id ?? "");
  expect(await make()).toEqual({ outcome: "made", name: "Kindling: VIP" });
  expect(dev().segments()).toHaveLength(1);
});

test("Where the tag has another prefix by now, the segment in Shopify follows.", async () => {
  await make();
  const setPrefix = (prefix: string) =>
    app.pool.query("UPDATE shop SET tag_prefix = $2 WHERE shop_id = $1", [shopId, prefix]);
  await setPrefix("o'k\\:");
  expect(await make()).toEqual({ outcome: "followed", name: "Kindling: VIP" });
  await setPrefix("kindling:");
  expect(dev().segments()).toMatchObject([{ query: "customer_tags CONTAINS 'o\\'k\\\\:vip'" }]);
});

test("A segment that a lost answer left behind is taken over, and no second one is made.", async () => {
  const losing = openAdmin((document) => {
    if (document.includes("segmentCreate")) throw toAdminApiError(new Error("The answer is lost"));
  });
  expect(await make("vip", losing)).toEqual({ outcome: "refused", reason: "The answer is lost" });
  expect(await make()).toEqual({ outcome: "stands", name: "Kindling: VIP" });
  expect(dev().segments()).toHaveLength(1);
});

test("Without a tag there is none, and what Shopify refuses is told.", async () => {
  expect(await make("nobody")).toEqual({ outcome: "unknown-segment" });
  const change = "UPDATE segment SET tag = $2, name = $3 WHERE shop_id = $1 AND handle = 'vip'";
  await app.pool.query(change, [shopId, null, "VIP"]);
  expect(await make()).toEqual({ outcome: "no-tag" });
  await app.pool.query(change, [shopId, "vip", "x".repeat(255)]);
  expect(await make()).toEqual({
    outcome: "refused",
    reason: "Name is too long (maximum is 255 characters)",
  });
  await app.pool.query(change, [shopId, "vip", "VIP"]);
});
