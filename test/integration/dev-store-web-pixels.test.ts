import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Shop } from "../../dev-store/state/shop.ts";
import { SHOP, startWorld, type DevStoreWorld } from "./dev-store-client.ts";

const SETTINGS = { shopToken: "1.abc", endpoint: "https://kindling.example.com/pixel/events" };

const CREATE = `mutation ($webPixel: WebPixelInput!) {
  webPixelCreate(webPixel: $webPixel) { webPixel { id settings } userErrors { code field message } }
}`;
const UPDATE = `mutation ($id: ID!, $webPixel: WebPixelInput!) {
  webPixelUpdate(id: $id, webPixel: $webPixel) { webPixel { id settings } userErrors { code field message } }
}`;
const DELETE = `mutation ($id: ID!) {
  webPixelDelete(id: $id) { deletedWebPixelId userErrors { code field message } }
}`;
const READ = "query ($id: ID) { webPixel(id: $id) { id settings } }";

async function ask(world: DevStoreWorld, query: string, variables: object = {}) {
  const { body } = await world.exchange();
  const { access_token } = z.object({ access_token: z.string() }).parse(body);
  const headers = { "x-shopify-access-token": access_token };
  const answer = await world.post("/admin/api/2026-10/graphql.json", { query, variables }, headers);
  return answer.body;
}

const IdSchema = z.object({
  data: z.object({ webPixelCreate: z.object({ webPixel: z.object({ id: z.string() }) }) }),
});

async function create(world: DevStoreWorld): Promise<string> {
  const answer = await ask(world, CREATE, { webPixel: { settings: SETTINGS } });
  return IdSchema.parse(answer).data.webPixelCreate.webPixel.id;
}

describe("an app with a pixel extension", () => {
  let world: DevStoreWorld;
  let shop: Shop;
  beforeAll(async () => {
    const scopes = "write_pixels,read_customer_events";
    world = await startWorld({ scopes, extensions: true });
    shop = world.store.createShop({ domain: SHOP });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await shop.uninstallApp();
    await shop.installApp();
  });

  test("creates its one pixel, reads it as Shopify writes it, and is refused a second", async () => {
    const id = await create(world);
    expect(id).toMatch(/^gid:\/\/shopify\/WebPixel\/\d+$/);
    const settings = JSON.stringify(SETTINGS);
    expect(await ask(world, READ)).toMatchObject({ data: { webPixel: { id, settings } } });
    expect(await ask(world, READ, { id })).toMatchObject({ data: { webPixel: { id } } });
    expect(await ask(world, CREATE, { webPixel: { settings: SETTINGS } })).toMatchObject({
      data: {
        webPixelCreate: {
          webPixel: null,
          userErrors: [{ code: "TAKEN", field: null, message: "Web pixel is taken." }],
        },
      },
    });
  });

  test("takes settings as the text of an object too, and replaces them", async () => {
    const id = await create(world);
    const other = JSON.stringify({ ...SETTINGS, shopToken: "2.def" });
    expect(await ask(world, UPDATE, { id, webPixel: { settings: other } })).toMatchObject({
      data: { webPixelUpdate: { webPixel: { id, settings: other }, userErrors: [] } },
    });
  });

  test.each([
    ["a missing key", { shopToken: "1.abc" }, "INVALID_SETTINGS", "Missing keys: endpoint"],
    ["a key of no field", { ...SETTINGS, more: "x" }, "INVALID_SETTINGS", "Unexpected keys: more"],
    [
      "an empty value",
      { ...SETTINGS, endpoint: "" },
      "INVALID_SETTINGS",
      "Invalid value for endpoint",
    ],
    ["no object", "{", "INVALID_CONFIGURATION_JSON", "Settings must be valid JSON"],
  ])("is refused %s", async (_what, settings, code, message) => {
    expect(await ask(world, CREATE, { webPixel: { settings } })).toMatchObject({
      data: {
        webPixelCreate: { webPixel: null, userErrors: [{ code, field: ["webPixel"], message }] },
      },
    });
  });

  test("cannot change or delete what is not there", async () => {
    const id = "gid://shopify/WebPixel/1";
    const userErrors = [{ code: "NOT_FOUND", field: ["id"] }];
    expect(await ask(world, UPDATE, { id, webPixel: { settings: SETTINGS } })).toMatchObject({
      data: { webPixelUpdate: { webPixel: null, userErrors } },
    });
    expect(await ask(world, DELETE, { id })).toMatchObject({
      data: { webPixelDelete: { deletedWebPixelId: null, userErrors } },
    });
    expect(await ask(world, READ)).toMatchObject({
      data: { webPixel: null },
      errors: [{ message: "No web pixel was found for this app." }],
    });
  });

  test("loses its pixel when it deletes it, and when the merchant uninstalls the app", async () => {
    const id = await create(world);
    expect(await ask(world, DELETE, { id })).toMatchObject({
      data: { webPixelDelete: { deletedWebPixelId: id, userErrors: [] } },
    });
    const second = await create(world);
    expect(second).not.toBe(id);
    await shop.uninstallApp();
    await shop.installApp();
    expect(await ask(world, READ)).toMatchObject({ data: { webPixel: null } });
  });

  test("finds its pixel again after Shopify was down", async () => {
    const id = await create(world);
    await world.restart();
    shop = world.store.shop(SHOP);
    expect(await ask(world, READ)).toMatchObject({ data: { webPixel: { id } } });
  });
});

test.each([
  ["write_pixels", "write_customers,read_customer_events"],
  ["read_customer_events", "write_pixels"],
])("without %s it may not make one", async (scope, scopes) => {
  const world = await startWorld({ scopes, extensions: true });
  try {
    await world.store.createShop({ domain: SHOP }).installApp();
    expect(await ask(world, CREATE, { webPixel: { settings: SETTINGS } })).toMatchObject({
      errors: [{ message: expect.stringContaining(scope), extensions: { code: "ACCESS_DENIED" } }],
    });
  } finally {
    await world.close();
  }
});

test("an app without the extension is told so", async () => {
  const world = await startWorld({ scopes: "write_pixels,read_customer_events" });
  try {
    await world.store.createShop({ domain: SHOP }).installApp();
    expect(await ask(world, CREATE, { webPixel: { settings: SETTINGS } })).toMatchObject({
      data: { webPixelCreate: { userErrors: [{ code: "NO_EXTENSION" }] } },
    });
  } finally {
    await world.close();
  }
});
