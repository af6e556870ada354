import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import type { Shop } from "../../dev-store/state/shop.ts";
import { expectConsole } from "../support/fail-on-console.ts";
import { SHOP, startWorld, type DevStoreWorld } from "./dev-store-client.ts";

let world: DevStoreWorld;
let shop: Shop;
let token = "";

beforeAll(async () => {
  world = await startWorld({ scopes: "write_customers", extensions: true });
  shop = world.store.createShop({ domain: SHOP });
  await shop.installApp();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { body } = await world.exchange();
  token = z.object({ access_token: z.string() }).parse(body).access_token;
});

const AnswerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
  extensions: z.object({ cost: z.object({ actualQueryCost: z.number() }) }).optional(),
});

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const path = "/admin/api/2026-10/graphql.json";
  const answer = await world.post(path, { query, variables }, { "x-shopify-access-token": token });
  return AnswerSchema.parse(answer.body);
}

const define = (definition: object) =>
  ask(
    `mutation ($definition: MetafieldDefinitionInput!) {
       metafieldDefinitionCreate(definition: $definition) { createdDefinition { key } userErrors { code } }
     }`,
    { definition: { ownerType: "CUSTOMER", name: "Score", type: "number_integer", ...definition } },
  );
const made = (key: string) => ({
  metafieldDefinitionCreate: { createdDefinition: { key }, userErrors: [] },
});
const refused = (code: string) => ({
  metafieldDefinitionCreate: { createdDefinition: null, userErrors: [{ code }] },
});

it("makes a definition once, in the app's own namespace where none is named", async () => {
  const access = { admin: "MERCHANT_READ" };
  expect((await define({ key: "score", access })).data).toEqual(made("score"));
  expect((await define({ key: "score", namespace: "$app" })).data).toEqual(refused("TAKEN"));
  expect((await define({ key: "s" })).data).toEqual(refused("TOO_SHORT"));
  expect((await define({ key: "what is" })).data).toEqual(refused("INVALID_CHARACTER"));
  const foreign = { key: "other", namespace: "custom", access };
  expect((await define(foreign)).data).toEqual(refused("ADMIN_ACCESS_INPUT_NOT_ALLOWED"));
  const unfit = {
    key: "words",
    type: "json",
    capabilities: { adminFilterable: { enabled: true } },
  };
  expect((await define(unfit)).data).toEqual(refused("INVALID_CAPABILITY"));
});

it("holds values to their definition, and removes them with it", async () => {
  const { id } = shop.createCustomer({});
  const ownerId = `gid://shopify/Customer/${id}`;
  const set = (metafield: object) =>
    ask(
      `mutation ($metafields: [MetafieldsSetInput!]!) {
         metafieldsSet(metafields: $metafields) { userErrors { code } } }`,
      { metafields: [{ ownerId, key: "score", ...metafield }] },
    );
  const answered = (...codes: string[]) => ({
    metafieldsSet: { userErrors: codes.map((code) => ({ code })) },
  });
  expect((await set({ value: "7", type: "number_decimal" })).data).toEqual(
    answered("INVALID_TYPE"),
  );
  expect((await set({ value: "seven" })).data).toEqual(answered("INVALID_VALUE"));
  expect((await set({ value: "7" })).data).toEqual(answered());
  expect(shop.customerMetafields(id)).toEqual({ score: "7" });
  const remove = (more: string) =>
    ask(`mutation { metafieldDefinitionDelete(identifier: { ownerType: CUSTOMER, key: "score" } ${more}) {
      userErrors { code } } }`);
  const removed = (...codes: string[]) => ({
    metafieldDefinitionDelete: { userErrors: codes.map((code) => ({ code })) },
  });
  expect((await remove("")).data).toEqual(removed("RESERVED_NAMESPACE_ORPHANED_METAFIELDS"));
  expect((await remove("deleteAllAssociatedMetafields: true")).data).toEqual(removed());
  expect((await remove("deleteAllAssociatedMetafields: true")).data).toEqual(removed("NOT_FOUND"));
  expect(shop.customerMetafields(id)).toEqual({});
});

it("answers null for a metafield that is not there to be deleted", async () => {
  const { id } = shop.createCustomer({});
  const metafields = [{ ownerId: `gid://shopify/Customer/${id}`, namespace: "$app", key: "none" }];
  const { data } = await ask(
    `mutation ($metafields: [MetafieldIdentifierInput!]!) {
       metafieldsDelete(metafields: $metafields) { deletedMetafields { key } userErrors { message } } }`,
    { metafields },
  );
  expect(data).toEqual({ metafieldsDelete: { deletedMetafields: [null], userErrors: [] } });
});

const trigger = (handle: string, payload: unknown) =>
  ask(
    `mutation ($handle: String!, $payload: JSON) {
       flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { message } } }`,
    { handle, payload },
  );
const ENTERED = "kindling-segment-entered";
const PAYLOAD = {
  customer_id: 7,
  Segment: "VIP",
  "Segment handle": "vip",
  Reason: "3 orders",
  "Change id": "1-1",
};

it("takes a trigger for a point, as often as it is sent", async () => {
  for (let time = 0; time < 2; time += 1) {
    const { data, extensions } = await trigger(ENTERED, PAYLOAD);
    expect(data).toEqual({ flowTriggerReceive: { userErrors: [] } });
    expect(extensions?.cost.actualQueryCost).toBe(1);
  }
  expect(shop.flowTriggers().map(({ payload }) => payload)).toEqual([PAYLOAD, PAYLOAD]);
});

it("refuses a trigger that is not declared, lacks a property, has one too many, or is too long", async () => {
  const messageOf = async (handle: string, payload: unknown) =>
    JSON.stringify((await trigger(handle, payload)).data);
  const { Reason: _, ...lacking } = PAYLOAD;
  expect(await messageOf("nobody", PAYLOAD)).toContain("Invalid handle 'nobody'.");
  expect(await messageOf(ENTERED, lacking)).toContain("'Reason' is missing");
  expect(await messageOf(ENTERED, { ...PAYLOAD, More: 1 })).toContain("'More' is not a property");
  const gid = { ...PAYLOAD, customer_id: "gid://shopify/Customer/7" };
  expect(await messageOf(ENTERED, gid)).toContain("'customer_id' is not a valid");
  const long = { ...PAYLOAD, Reason: "x".repeat(50_000) };
  expect(await messageOf(ENTERED, long)).toContain("exceeds the limit of 50000 bytes");
});

it("says loudly what it does not imitate: definitions of other owners", async () => {
  expectConsole("error", /./);
  const { data } = await define({ ownerType: "PRODUCT", key: "score" });
  expect(data).toEqual({ metafieldDefinitionCreate: null });
});
