import { randomUUID } from "node:crypto";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { markAuthorized, markUninstalled } from "../../../app/db/shop.ts";
import { activatePixel } from "../../../app/services/activate-pixel.ts";
import { installShop } from "../../../app/services/install-shop.ts";
import { createAdminApi, type AdminApi } from "../../../app/shopify/admin-api.ts";
import { SCOPES } from "../../../app/shopify/scopes.ts";
import { useAppPool } from "../../support/app-direct.ts";
import { ROOT } from "../../support/source-files.ts";
import { SHOP, startWorld, type DevStoreWorld } from "../dev-store-client.ts";

const APP_URL = "https://kindling.example.com";
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const TOKEN = /^\d+\.[A-Za-z0-9_-]{22}$/;

const app = useAppPool();
let world: DevStoreWorld;
let domain: string;
let shopId: number;
/** The tests' own clock: what is due is a matter of the app alone. */
let now: number;

async function openWorld(options: { scopes?: string; extensions?: boolean } = {}): Promise<void> {
  const { scopes = SCOPES.join(","), extensions = true } = options;
  world = await startWorld({ scopes, extensions });
  await world.store.createShop({ domain: SHOP }).installApp();
}

async function install(): Promise<void> {
  now = world.store.clock.now();
  ({ shopId } = await installShop({ pool: app.pool, admin: openAdmin(), domain, now }));
}

const ErrorsSchema = z.object({ errors: z.array(z.unknown()).optional() });
const TokenSchema = z.object({ access_token: z.string() });

/** The Admin API of the dev store; `after` may throw when the work is done already. */
function openAdmin(after: (document: string) => void = () => undefined): AdminApi {
  return createAdminApi(async (query, variables) => {
    const { access_token } = TokenSchema.parse((await world.exchange()).body);
    const headers = { "x-shopify-access-token": access_token };
    const body = { query, variables };
    const answer = await world.post("/admin/api/2026-10/graphql.json", body, headers);
    after(query);
    const { errors } = ErrorsSchema.parse(answer.body);
    // As Shopify's client throws.
    if (errors) throw Object.assign(new Error(), { body: { errors: { graphQLErrors: errors } } });
    return Response.json(answer.body);
  });
}

const activate = (admin = openAdmin()) =>
  activatePixel({ pool: app.pool, shopId, admin, appUrl: APP_URL, clock: () => now });

async function stored() {
  const { rows } = await app.pool.query<{
    token: string | null;
    id: string | null;
    due: number | null;
    error: string | null;
  }>(
    `SELECT pixel_token AS token, web_pixel_id AS id, pixel_due_at AS due, pixel_error AS error
     FROM shop WHERE shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("there is no such shop");
  return row;
}

const pixelInShopify = () => world.store.shop(SHOP).webPixel();

beforeEach(() => {
  domain = `${randomUUID()}.myshopify.com`;
});

describe("in a shop that grants all and an app that has its extension", () => {
  beforeAll(() => openWorld());
  afterAll(() => world.close());
  beforeEach(async () => {
    const shop = world.store.shop(SHOP);
    await shop.uninstallApp();
    await shop.installApp();
    await install();
  });

  test("an installation makes the pixel due, and it is created with the shop's token", async () => {
    expect(await stored()).toEqual({ token: null, id: null, due: now, error: null });
    const result = await activate();
    const { token, id, due, error } = await stored();
    expect(result).toEqual({ outcome: "created", webPixelId: id });
    expect([due, error]).toEqual([now + DAY_MS, null]);
    expect(token).toMatch(TOKEN);
    expect(token?.split(".")[0]).toBe(String(shopId));
    expect(id).toBe(`gid://shopify/WebPixel/${pixelInShopify()?.id}`);
    expect(pixelInShopify()?.settings).toEqual({
      shopToken: token,
      endpoint: `${APP_URL}/pixel/events`,
    });
    expect(await activate()).toEqual({ outcome: "not-due" });
  });

  test("what somebody else wrote into it is put right a day later", async () => {
    await activate();
    const right = pixelInShopify()?.settings;
    const { id } = await stored();
    const settings = { shopToken: "9.somebody-else", endpoint: "https://elsewhere.example.com/" };
    await openAdmin().request(
      `mutation ($id: ID!, $webPixel: WebPixelInput!) {
         webPixelUpdate(id: $id, webPixel: $webPixel) { userErrors { message } } }`,
      { id, webPixel: { settings } },
      z.unknown(),
    );
    expect(pixelInShopify()?.settings).toEqual(settings);
    now += DAY_MS;
    expect(await activate()).toEqual({ outcome: "updated", webPixelId: id });
    expect(pixelInShopify()?.settings).toEqual(right);
  });

  test("one that was removed is created again", async () => {
    await activate();
    const { id } = await stored();
    await openAdmin().request(
      "mutation ($id: ID!) { webPixelDelete(id: $id) { userErrors { message } } }",
      { id },
      z.unknown(),
    );
    now += DAY_MS;
    expect(await activate()).toMatchObject({ outcome: "created" });
    expect(pixelInShopify()).toBeDefined();
    expect((await stored()).id).not.toBe(id);
  });

  test("a worker that dies after Shopify made it leaves it to the next one, who makes no second", async () => {
    const dying = openAdmin((document) => {
      if (document.includes("webPixelCreate")) throw new Response("the process ended");
    });
    await expect(activate(dying)).rejects.toBeInstanceOf(Response);
    const made = pixelInShopify()?.id;
    expect(made).toBeDefined();
    expect((await stored()).id).toBeNull();
    expect(await activate()).toEqual({ outcome: "not-due" });
    now += MINUTE_MS;
    expect(await activate()).toEqual({
      outcome: "updated",
      webPixelId: `gid://shopify/WebPixel/${made}`,
    });
    expect(pixelInShopify()?.id).toBe(made);
    expect((await stored()).id).toBe(`gid://shopify/WebPixel/${made}`);
  });

  test("of two workers one activates it", async () => {
    const outcomes = await Promise.all([activate(), activate()]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["created", "not-due"]);
  });

  test("an uninstall forgets the pixel and the next installation makes another, under the same token", async () => {
    await activate();
    const before = await stored();
    await markUninstalled(app.pool, shopId, now);
    expect(await stored()).toEqual({ token: before.token, id: null, due: null, error: null });
    expect(await activate()).toEqual({ outcome: "not-due" });
    const shop = world.store.shop(SHOP);
    await shop.uninstallApp();
    await shop.installApp();
    await install();
    expect(await activate()).toMatchObject({ outcome: "created" });
    expect((await stored()).id).not.toBe(before.id);
    expect(pixelInShopify()?.settings["shopToken"]).toBe(before.token);
  });

  test("an app that goes and comes back while it is activated gets its pixel at once", async () => {
    const admin = openAdmin(() => undefined);
    const slow: AdminApi = {
      async request(document, variables, schema) {
        const answer = await admin.request(document, variables, schema);
        await markUninstalled(app.pool, shopId, now);
        await world.store.shop(SHOP).uninstallApp();
        await world.store.shop(SHOP).installApp();
        await install();
        return answer;
      },
    };
    await activate(slow);
    expect(await stored()).toMatchObject({ id: null, due: now });
    expect(await activate()).toMatchObject({ outcome: "created" });
    expect((await stored()).id).toBe(`gid://shopify/WebPixel/${pixelInShopify()?.id}`);
  });

  test("a throttled shop is no failure", async () => {
    world.store.faults.graphql = { throttleNext: 1 };
    expect(await activate()).toMatchObject({ outcome: "throttled" });
    const { due, error } = await stored();
    expect(error).toBeNull();
    now = due ?? 0;
    expect(await activate()).toMatchObject({ outcome: "created" });
  });
});

describe("where it cannot be activated", () => {
  afterEach(() => world.close());

  test("the reason is kept and the tries grow rarer, until the extension is deployed", async () => {
    await openWorld({ extensions: false });
    await install();
    const waits: number[] = [];
    for (let index = 0; index < 14; index += 1) {
      const result = await activate();
      if (result.outcome !== "failed") throw new Error(result.outcome);
      expect(result.reason).toBe("No extension found. (NO_EXTENSION)");
      waits.push(result.waitMs);
      expect(await stored()).toMatchObject({ error: result.reason, due: now + result.waitMs });
      now += result.waitMs;
    }
    expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(waits.at(-1)).toBe(60 * MINUTE_MS);

    symlinkSync(join(ROOT, "extensions"), join(world.folder, "extensions"));
    await world.restart();
    expect(await activate()).toMatchObject({ outcome: "created" });
    expect((await stored()).error).toBeNull();
  });

  test("a missing scope is named, and a merchant's next visit tries again at once", async () => {
    await openWorld({ scopes: "write_customers,read_orders,read_products" });
    await install();
    expect(await activate()).toMatchObject({
      outcome: "failed",
      reason: expect.stringMatching(/Access denied for webPixelCreate field.*write_pixels/),
    });
    expect((await stored()).due).toBeGreaterThan(now);
    await markAuthorized(app.pool, domain, now);
    expect((await stored()).due).toBe(now);
  });
});
