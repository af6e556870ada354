import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";

import { createBulkSwitches } from "../../dev-store/bulk/switches.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import { SHOP, startWorld } from "./dev-store-client.ts";
import type { DevStoreWorld } from "./dev-store-client.ts";

const DAY_MS = 24 * 3600 * 1000;
const CUSTOMERS = 600;
const PRODUCTS = 5;

const OperationSchema = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullable(),
  objectCount: z.string(),
  rootObjectCount: z.string(),
  fileSize: z.string().nullable(),
  url: z.string().nullable(),
  partialDataUrl: z.string().nullable(),
});
type Operation = z.infer<typeof OperationSchema>;
const FIELDS = "id status errorCode objectCount rootObjectCount fileSize url partialDataUrl";

const CUSTOMERS_QUERY = "{ customers { edges { node { id tags } } } }";
const PRODUCTS_QUERY =
  "{ products { edges { node { id title variants { edges { node { id price } } } } } } }";

let world: DevStoreWorld;
let shop: Shop;
let token = "";

beforeAll(async () => {
  world = await startWorld({
    scopes: "write_customers,read_products,read_orders,write_app_proxy",
    startAt: Date.parse("2026-11-20T00:00:00Z"),
  });
  world.store.clock.setSpeed(0);
  shop = world.store.createShop({ domain: SHOP, plan: "plus" });
  shop.batch(() => {
    for (let index = 0; index < CUSTOMERS; index += 1) shop.createCustomer({}, { emit: false });
    for (let index = 1; index <= PRODUCTS; index += 1) {
      const variants = Array.from({ length: index }, (_, at) => ({
        title: `size ${at}`,
        priceMinor: 100 * at,
      }));
      shop.createProduct({ title: `Product ${index}`, variants }, { emit: false });
    }
  });
  await shop.installApp();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.store.clock.set(world.store.clock.now() + 10 * DAY_MS);
  const { body } = await world.exchange();
  token = z.object({ access_token: z.string() }).parse(body).access_token;
  world.store.bulk = { ...createBulkSwitches(), access: "enabled" };
  world.received.length = 0;
});

const pass = (ms: number): void => world.store.clock.set(world.store.clock.now() + ms);

function send(query: string, variables: Record<string, unknown> = {}) {
  const headers = { "x-shopify-access-token": token };
  return world.post("/admin/api/2026-10/graphql.json", { query, variables }, headers);
}

async function ask<T>(query: string, variables: Record<string, unknown>, data: z.ZodType<T>) {
  const { status, body } = await send(query, variables);
  expect(status).toBe(200);
  return z.object({ data }).parse(body).data;
}

const RunSchema = z.object({
  run: z.object({ bulkOperation: OperationSchema.nullable(), userErrors: z.array(z.unknown()) }),
});

async function start(query: string, groupObjects = false) {
  const mutation = `mutation ($query: String!, $groupObjects: Boolean!) {
    run: bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
      bulkOperation { ${FIELDS} } userErrors { field message code }
    }
  }`;
  return (await ask(mutation, { query, groupObjects }, RunSchema)).run;
}

async function run(query: string, groupObjects = false): Promise<string> {
  const { bulkOperation, userErrors } = await start(query, groupObjects);
  expect(userErrors).toEqual([]);
  return bulkOperation?.id ?? "";
}

async function read(id: string): Promise<Operation> {
  const query = `query ($id: ID!) { bulkOperation(id: $id) { ${FIELDS} } }`;
  return (await ask(query, { id }, z.object({ bulkOperation: OperationSchema }))).bulkOperation;
}

async function until(id: string, status: string): Promise<Operation> {
  await expect.poll(async () => (await read(id)).status, { timeout: 5000 }).toBe(status);
  return read(id);
}

const RowSchema = z.looseObject({ id: z.string(), __parentId: z.string().optional() });
async function rowsOf(url: string | null) {
  const { status, text } = await world.download(url ?? "");
  expect(status).toBe(200);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => RowSchema.parse(JSON.parse(line)));
}

describe("a bulk query", () => {
  it("is created, runs in the time of the clock, and gives every object once", async () => {
    const { bulkOperation } = await start(CUSTOMERS_QUERY);
    expect(bulkOperation).toMatchObject({ status: "CREATED", objectCount: "0", url: null });
    const id = bulkOperation?.id ?? "";
    pass(500);
    await until(id, "RUNNING");
    expect(await read(id)).toMatchObject({ objectCount: "250", url: null });
    pass(400);
    const done = await until(id, "COMPLETED");
    expect(done).toMatchObject({ objectCount: "600", rootObjectCount: "600", errorCode: null });
    expect(new URL(done.url ?? "").host).toBe("storage.googleapis.com");
    const rows = await rowsOf(done.url);
    expect(rows.map((row) => row.id)).toEqual(
      [...shop.customers()].map((customer) => `gid://shopify/Customer/${customer.id}`),
    );
    const { text } = await world.download(done.url ?? "");
    expect(done.fileSize).toBe(String(Buffer.byteLength(text)));
  });

  it("gives nested nodes as rows of their own, which follow at once only when grouped", async () => {
    const runIt = async (group: boolean) => {
      const id = await run(PRODUCTS_QUERY, group);
      pass(2000);
      const done = await until(id, "COMPLETED");
      expect(done).toMatchObject({ objectCount: "20", rootObjectCount: "5" });
      return rowsOf(done.url);
    };
    const expected = [...shop.products()].map(({ id, title, variants }) => [
      { id: `gid://shopify/Product/${id}`, title },
      ...variants.map((variant) => ({
        id: `gid://shopify/ProductVariant/${variant.id}`,
        price: (variant.priceMinor / 100).toFixed(2),
        __parentId: `gid://shopify/Product/${id}`,
      })),
    ]);
    expect(await runIt(true)).toEqual(expected.flat());
    const loose = await runIt(false);
    expect(loose.slice(0, PRODUCTS).every((row) => row.__parentId === undefined)).toBe(true);
    expect(loose.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      expected.flat().toSorted((a, b) => a.id.localeCompare(b.id)),
    );
  });

  it("tells the app when it ends, in small letters", async () => {
    const id = await run(CUSTOMERS_QUERY);
    pass(2000);
    await until(id, "COMPLETED");
    await world.store.webhooks.idle();
    expect(world.received).toMatchObject([
      {
        topic: "bulk_operations/finish",
        payload: { admin_graphql_api_id: id, status: "completed", type: "query", error_code: null },
      },
    ]);
  });

  it("has no URL when there is nothing", async () => {
    const id = await run('{ customers(query: "id:1") { edges { node { id } } } }');
    pass(2000);
    expect(await until(id, "COMPLETED")).toMatchObject({ objectCount: "0", url: null });
  });

  it("is read to the end by a dev store that was stopped in the middle", async () => {
    const id = await run(CUSTOMERS_QUERY);
    pass(500);
    await until(id, "RUNNING");
    await world.restart();
    world.store.bulk.access = "enabled";
    shop = world.store.shop(SHOP);
    pass(2000);
    expect(await rowsOf((await until(id, "COMPLETED")).url)).toHaveLength(CUSTOMERS);
  });
});

describe("a result", () => {
  it("expires after a week, and its URL with it", async () => {
    const id = await run(CUSTOMERS_QUERY);
    pass(2000);
    const { url } = await until(id, "COMPLETED");
    pass(7 * DAY_MS - 1000);
    expect((await world.download(url ?? "")).status).toBe(200);
    pass(1000);
    token = z
      .object({ access_token: z.string() })
      .parse((await world.exchange()).body).access_token;
    expect(await read(id)).toMatchObject({ status: "EXPIRED", url: null });
    expect(await world.download(url ?? "")).toMatchObject({
      status: 400,
      text: expect.stringContaining("ExpiredToken"),
    });
    const forged = (url ?? "").replace(/Expires=\d+/, "Expires=9999999999");
    expect((await world.download(forged)).status).toBe(403);
  });

  it("is partial when the operation fails, and whole when it is run again", async () => {
    world.store.bulk.failNext = { afterObjects: 300, errorCode: "INTERNAL_SERVER_ERROR" };
    const id = await run(CUSTOMERS_QUERY);
    pass(2000);
    const failed = await until(id, "FAILED");
    expect(failed).toMatchObject({ errorCode: "INTERNAL_SERVER_ERROR", url: null });
    expect((await rowsOf(failed.partialDataUrl)).length).toBeLessThan(CUSTOMERS);
    const again = await run(CUSTOMERS_QUERY);
    pass(2000);
    await until(again, "COMPLETED");
  });
});

describe("what Shopify refuses", () => {
  it.each([
    ["{ customers(first: 1) { nodes { id } } }", "Selecting via 'nodes' is not supported"],
    ["{ shop { name } }", "must contain at least one connection"],
    ["{ customers { edges { node { score } } } }", "Invalid bulk query: "],
    ["{ customers {", "Invalid bulk query: "],
    ["mutation { bulkOperationCancel(id: 1) { userErrors { message } } }", "Only `query`"],
    ["{ products { edges { node { variants { edges { node { id } } } } } } }", "without 'id'"],
    ["{ node(id: 1) { id } }", "top level `node`"],
    [
      "{ orders { edges { node { id refunds { id refundLineItems { edges { node { quantity } } } } } } } }",
      "within a list field",
    ],
  ])("%s", async (query, reason) => {
    const { bulkOperation, userErrors } = await start(query);
    expect(bulkOperation).toBeNull();
    expect(JSON.stringify(userErrors)).toContain(reason);
  });

  it("a depth of three, and a sixth connection", async () => {
    const nested = (field: string, inside = "") => `${field} { edges { node { id ${inside} } } }`;
    const deep = nested("customers", nested("orders", nested("lineItems")));
    const accepted = await run(`{ ${deep} }`);
    // One that still ran would be one of the five of the next test.
    pass(60_000);
    await until(accepted, "COMPLETED");
    const deeper = nested("products", nested("variants", nested("media", nested("events"))));
    expect(JSON.stringify((await start(`{ ${deeper} }`)).userErrors)).toMatch(/depth|Invalid/);
    const wide = [1, 2, 3, 4, 5].map((at) => nested(`o${at}: orders`)).join(" ");
    expect(JSON.stringify((await start(`{ ${nested("customers", wide)} }`)).userErrors)).toContain(
      "more than 5 connections",
    );
  });

  it("a sixth operation at a time, until one is canceled", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push(await run(CUSTOMERS_QUERY));
    expect((await start(CUSTOMERS_QUERY)).userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
    const cancel = `mutation ($id: ID!) {
      run: bulkOperationCancel(id: $id) { bulkOperation { ${FIELDS} } userErrors { field message } }
    }`;
    const canceled = await ask(cancel, { id: ids[0] }, RunSchema);
    expect(canceled.run.bulkOperation?.status).toBe("CANCELING");
    await until(ids[0] ?? "", "CANCELED");
    ids.push(await run(CUSTOMERS_QUERY));
    const tooLate = await ask(cancel, { id: ids[0] }, RunSchema);
    expect(tooLate.run.userErrors).toMatchObject([
      { message: "A bulk operation cannot be canceled when it is canceled" },
    ]);
    const unknown = await ask(cancel, { id: "gid://shopify/BulkOperation/1" }, RunSchema);
    expect(unknown.run.userErrors).toMatchObject([{ message: "Bulk operation does not exist" }]);
    const list = await ask(
      '{ bulkOperations(first: 9, query: "status:CREATED operation_type:QUERY") { nodes { id } } }',
      {},
      z.object({ bulkOperations: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }),
    );
    expect(list.bulkOperations.nodes.map(({ id }) => id)).toEqual(ids.slice(1).reverse());
    pass(60_000);
    for (const id of ids.slice(1)) await until(id, "COMPLETED");
  });

  it("an app that is not enabled, or calls from elsewhere", async () => {
    world.store.bulk.access = "not-enabled";
    const mutation = `mutation { bulkOperationRunQuery(query: "${CUSTOMERS_QUERY}") { userErrors { message } } }`;
    expect((await send(mutation)).body).toMatchObject({
      errors: [{ extensions: { code: "ACCESS_DENIED" } }],
    });
    world.store.bulk.access = "other-address";
    expect((await send(mutation)).status).toBe(403);
  });

  it("what the token may not read, when it is run", async () => {
    const id = await run("{ draftOrders { edges { node { id } } } }");
    pass(2000);
    expect(await until(id, "FAILED")).toMatchObject({
      errorCode: "ACCESS_DENIED",
      partialDataUrl: null,
    });
  });
});
