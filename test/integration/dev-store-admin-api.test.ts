import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";

import type { Shop } from "../../dev-store/state/shop.ts";
import { expectConsole } from "../support/fail-on-console.ts";
import { SHOP, startWorld } from "./dev-store-client.ts";
import type { DevStoreWorld } from "./dev-store-client.ts";

const DAY_MS = 24 * 3600 * 1000;
const start = Date.parse("2026-10-01T00:00:00Z");

const AnswerSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        actualQueryCost: z.number().nullable(),
        throttleStatus: z.object({
          maximumAvailable: z.number(),
          currentlyAvailable: z.number(),
          restoreRate: z.number(),
        }),
      }),
    })
    .optional(),
});

const PageSchema = z.object({
  customers: z.object({
    nodes: z.array(z.object({ id: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const ADD = `mutation ($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) { node { ... on Customer { tags } } userErrors { field message } }
}`;

let world: DevStoreWorld;
let shop: Shop;
let token = "";

beforeAll(async () => {
  const scopes = "write_customers,read_orders,write_app_proxy";
  world = await startWorld({ scopes, startAt: start });
  world.store.clock.setSpeed(0);
  shop = world.store.createShop({ domain: SHOP, currency: "KWD" });
  await shop.installApp();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.store.clock.set(world.store.clock.now() + DAY_MS);
  const { body } = await world.exchange();
  token = z.object({ access_token: z.string() }).parse(body).access_token;
});

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const answer = await world.post(
    "/admin/api/2026-10/graphql.json",
    { query, variables },
    { "x-shopify-access-token": token },
  );
  expect(answer.status).toBe(200);
  return AnswerSchema.parse(answer.body);
}

function gid(customer: { id: string }): string {
  return `gid://shopify/Customer/${customer.id}`;
}

describe("the Admin API over HTTPS", () => {
  it("answers by Shopify's schema, with amounts in the currency's own places", async () => {
    const customer = shop.createCustomer({ email: "a@example.com" });
    shop.createOrder({
      customerId: customer.id,
      lines: [{ title: "Coffee", quantity: 2, priceMinor: 1250 }],
    });
    const { data, extensions } = await ask(
      `query ($id: ID!) { customer(id: $id) {
         numberOfOrders amountSpent { amount currencyCode }
         orders(first: 1) { nodes { totalPriceSet { shopMoney { amount } } lineItems(first: 1) { nodes { quantity } } } }
       } }`,
      { id: gid(customer) },
    );
    expect(data).toEqual({
      customer: {
        numberOfOrders: "1",
        amountSpent: { amount: "2.5", currencyCode: "KWD" },
        orders: {
          nodes: [
            {
              totalPriceSet: { shopMoney: { amount: "2.5" } },
              lineItems: { nodes: [{ quantity: 2 }] },
            },
          ],
        },
      },
    });
    expect(extensions?.cost.throttleStatus.maximumAvailable).toBe(2000);
  });

  it("tells what was taken off an order, by which code, and what of it off each line", async () => {
    const order = shop.createOrder({
      lines: [
        { title: "Coffee", quantity: 1, priceMinor: 3000 },
        { title: "Tea", quantity: 1, priceMinor: 1000 },
      ],
      discount: { amountMinor: 400, code: "TENTH" },
    });
    const money = "{ shopMoney { amount } }";
    const { data } = await ask(
      `query ($id: ID!) { order(id: $id) {
         totalPriceSet ${money} subtotalPriceSet ${money} totalDiscountsSet ${money} discountCodes
         lineItems(first: 2) { nodes { discountAllocations { allocatedAmountSet ${money} } } }
       } }`,
      { id: `gid://shopify/Order/${order.id}` },
    );
    const amount = (text: string) => ({ shopMoney: { amount: text } });
    expect(data).toEqual({
      order: {
        totalPriceSet: amount("3.6"),
        subtotalPriceSet: amount("3.6"),
        totalDiscountsSet: amount("0.4"),
        discountCodes: ["TENTH"],
        lineItems: {
          nodes: ["0.3", "0.1"].map((text) => ({
            discountAllocations: [{ allocatedAmountSet: amount(text) }],
          })),
        },
      },
    });
  });

  it("refuses fields that Shopify does not have", async () => {
    const { errors, data } = await ask("{ shop { score } }");
    expect(errors?.[0]?.message).toContain("score");
    expect(data).toBeUndefined();
  });

  it("fails loudly on a root that it does not imitate", async () => {
    expectConsole("error", /QueryRoot\.segmentsCount/);
    const { errors } = await ask("{ segmentsCount { count } }");
    expect(errors?.[0]?.message).toContain("QueryRoot.segmentsCount");
  });

  it("fails loudly on a field that it does not imitate", async () => {
    expectConsole("error", /Customer\.statistics/);
    shop.createCustomer({});
    const { errors } = await ask(
      "{ customers(first: 1) { nodes { statistics { predictedSpendTier } } } }",
    );
    expect(errors?.[0]?.message).toContain("Customer.statistics");
  });

  it("denies what the token's scopes do not open, as Shopify does", async () => {
    const { errors } = await ask("{ products(first: 1) { nodes { id } } }");
    expect(errors?.[0]).toMatchObject({
      message: "Access denied for products field.",
      path: ["products"],
      extensions: { code: "ACCESS_DENIED" },
    });
    const counted = await ask("{ productsCount { count } }");
    expect(counted.errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
  });

  it("shows orders of the last 60 days only, without read_all_orders", async () => {
    const customer = shop.createCustomer({});
    const now = world.store.clock.now();
    const lines = [{ title: "Tea", quantity: 1, priceMinor: 100 }];
    const old = { customerId: customer.id, createdAt: now - 61 * DAY_MS, lines };
    shop.createOrder(old, { emit: false });
    const young = shop.createOrder({ ...old, createdAt: now - 59 * DAY_MS }, { emit: false });
    const { data } = await ask(
      `query ($id: ID!) { customer(id: $id) { numberOfOrders orders(first: 5) { nodes { id } } } }`,
      { id: gid(customer) },
    );
    expect(data).toEqual({
      customer: {
        numberOfOrders: "2",
        orders: { nodes: [{ id: `gid://shopify/Order/${young.id}` }] },
      },
    });
  });
});

describe("paging", () => {
  it("walks all customers once, forward and backward, in either order", async () => {
    for (let index = 0; index < 7; index += 1) shop.createCustomer({});
    const expected = [...shop.customers()].map(gid);
    for (const reverse of [false, true]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { data } = await ask(
          `query ($after: String, $reverse: Boolean) {
             customers(first: 3, after: $after, reverse: $reverse, sortKey: CREATED_AT) {
               nodes { id } pageInfo { hasNextPage endCursor }
             }
           }`,
          { after, reverse },
        );
        const { customers } = PageSchema.parse(data);
        seen.push(...customers.nodes.map(({ id }) => id));
        after = customers.pageInfo.hasNextPage ? customers.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(reverse ? expected.toReversed() : expected);
    }
    const last = await ask("{ customers(last: 2) { nodes { id } } }");
    expect(last.data).toEqual({ customers: { nodes: expected.slice(-2).map((id) => ({ id })) } });
  });

  it("refuses pages of more than 250, and pages without a size", async () => {
    expect((await ask("{ customers(first: 251) { nodes { id } } }")).errors).toHaveLength(1);
    expect((await ask("{ customers { nodes { id } } }")).errors?.[0]?.message).toBe(
      "you must provide one of first or last",
    );
  });
});

describe("tags", () => {
  it("adds, tells the app of its own change, and adds nothing twice", async () => {
    const customer = shop.createCustomer({}, { emit: false });
    world.received.length = 0;
    const variables = { id: gid(customer), tags: ["b,A", "a"] };
    const first = await ask(ADD, variables);
    expect(first.data).toEqual({ tagsAdd: { node: { tags: ["A", "b"] }, userErrors: [] } });
    expect(first.extensions?.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
    await ask(ADD, variables);
    await world.store.webhooks.idle();
    expect(world.received).toMatchObject([
      { topic: "customer.tags_added", payload: { customerId: gid(customer), tags: ["A", "b"] } },
    ]);
    expect(shop.customerTags(customer.id)).toEqual(["A", "b"]);
  });

  it("answers userErrors for an unknown customer and for too many tags", async () => {
    const unknown = await ask(ADD, { id: "gid://shopify/Customer/1", tags: ["x"] });
    expect(unknown.data).toEqual({
      tagsAdd: { node: null, userErrors: [{ field: ["id"], message: "Customer does not exist" }] },
    });
    const customer = shop.createCustomer({});
    const tags = Array.from({ length: 250 }, (_, index) => `t${index},u${index}`);
    const tooMany = await ask(ADD, { id: gid(customer), tags });
    expect(tooMany.data).toMatchObject({
      tagsAdd: { userErrors: [{ field: ["tags"], message: "Tags cannot be more than 250" }] },
    });
    expect(shop.customerTags(customer.id)).toEqual([]);
  });

  it("is found by a search a minute later, and gone from it a minute after its removal", async () => {
    const customer = shop.createCustomer({});
    const search = async () => {
      const { data } = await ask('{ customers(first: 5, query: "tag:late") { nodes { id } } }');
      return z.object({ customers: z.object({ nodes: z.array(z.unknown()) }) }).parse(data)
        .customers.nodes.length;
    };
    await ask(ADD, { id: gid(customer), tags: ["Late"] });
    const { clock } = world.store;
    expect(await search()).toBe(0);
    clock.set(clock.now() + 60_000);
    expect(await search()).toBe(1);
    shop.setCustomerTags(customer.id, []);
    expect(await search()).toBe(1);
    clock.set(clock.now() + 60_000);
    expect(await search()).toBe(0);
  });
});

describe("metafields", () => {
  it("sets, compares and reads back", async () => {
    const customer = shop.createCustomer({});
    const set = `mutation ($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) { metafields { value } userErrors { code field } }
    }`;
    const one = { ownerId: gid(customer), namespace: "$app:s", key: "score", value: "81" };
    const made = await ask(set, { metafields: [{ ...one, type: "number_integer" }] });
    expect(made.data).toEqual({ metafieldsSet: { metafields: [{ value: "81" }], userErrors: [] } });
    const stale = await ask(set, { metafields: [{ ...one, compareDigest: null }] });
    expect(stale.data).toMatchObject({
      metafieldsSet: { metafields: null, userErrors: [{ code: "STALE_OBJECT" }] },
    });
    const { data } = await ask(
      `query ($id: ID!) { customer(id: $id) { metafield(namespace: "$app:s", key: "score") { jsonValue } } }`,
      { id: gid(customer) },
    );
    expect(data).toEqual({ customer: { metafield: { jsonValue: 81 } } });
  });
});

describe("throttling", () => {
  it("empties the bucket, answers THROTTLED with HTTP 200, and refills on the clock", async () => {
    const { clock } = world.store;
    const customer = shop.createCustomer({});
    const aliases = Array.from(
      { length: 100 },
      (_, index) => `a${index}: tagsAdd(id: "${gid(customer)}", tags: ["x"]) { node { id } }`,
    );
    const query = `mutation { ${aliases.join(" ")} }`;
    expect((await ask(query)).errors).toBeUndefined();
    expect((await ask(query)).extensions?.cost.throttleStatus.currentlyAvailable).toBe(0);
    const throttled = await ask(query);
    expect(throttled).toEqual({
      errors: [
        {
          message: "Throttled",
          extensions: {
            code: "THROTTLED",
            documentation: "https://shopify.dev/api/usage/rate-limits",
          },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 1000,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 },
        },
      },
    });
    clock.set(clock.now() + 9990);
    expect((await ask(query)).errors?.[0]?.message).toBe("Throttled");
    clock.set(clock.now() + 10);
    expect((await ask(query)).errors).toBeUndefined();
  });

  it("refuses one query of more than 1,000 points", async () => {
    const { errors } = await ask(
      `mutation { ${Array.from({ length: 101 }, (_, n) => `a${n}: tagsAdd(id: "gid://shopify/Customer/1", tags: []) { node { id } }`).join(" ")} }`,
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "MAX_COST_EXCEEDED",
      cost: 1010,
      maxCost: 1000,
    });
  });
});

describe("ordered troubles", () => {
  it("throttles, fails and drops after the commit as often as told", async () => {
    const { graphql } = world.store.faults;
    const customer = shop.createCustomer({});
    const variables = { id: gid(customer), tags: ["kept"] };
    graphql.throttleNext = 1;
    expect((await ask(ADD, variables)).errors?.[0]?.message).toBe("Throttled");
    expect(shop.customerTags(customer.id)).toEqual([]);
    graphql.status500Next = 1;
    const failed = await world.post("/admin/api/2026-10/graphql.json", { query: ADD, variables });
    expect(failed.status).toBe(500);
    graphql.dropAfterCommitNext = 1;
    await expect(ask(ADD, variables)).rejects.toThrow();
    expect(shop.customerTags(customer.id)).toEqual(["kept"]);
    expect((await ask(ADD, variables)).errors).toBeUndefined();
  });
});
