import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";

import { createBulkSwitches } from "../../dev-store/bulk/switches.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import { SHOP, startWorld } from "./dev-store-client.ts";
import type { DevStoreWorld } from "./dev-store-client.ts";

const DAY_MS = 24 * 3600 * 1000;
const ADD = `mutation Add($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) { userErrors { message } }
}`;

let world: DevStoreWorld;
let shop: Shop;
let token = "";

beforeAll(async () => {
  const startAt = Date.parse("2026-11-20T00:00:00Z");
  world = await startWorld({ scopes: "write_customers", startAt });
  world.store.clock.setSpeed(0);
  shop = world.store.createShop({ domain: SHOP, plan: "standard" });
  await shop.installApp();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.store.clock.set(world.store.clock.now() + 10 * DAY_MS);
  const { body } = await world.exchange();
  token = z.object({ access_token: z.string() }).parse(body).access_token;
  world.store.bulk = { ...createBulkSwitches(), mutations: "enabled" };
  world.received.length = 0;
});

const pass = (ms: number): void => world.store.clock.set(world.store.clock.now() + ms);
const gid = (id: string): string => `gid://shopify/Customer/${id}`;

async function ask<T>(query: string, variables: Record<string, unknown>, data: z.ZodType<T>) {
  const headers = { "x-shopify-access-token": token };
  const path = "/admin/api/2026-10/graphql.json";
  const { status, body } = await world.post(path, { query, variables }, headers);
  expect(status).toBe(200);
  return z
    .object({ data, extensions: z.object({ cost: z.object({ actualQueryCost: z.number() }) }) })
    .parse(body);
}

async function stage(): Promise<{ url: string; form: FormData; path: string }> {
  const { data } = await ask(
    `mutation ($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) {
       stagedTargets { url parameters { name value } } userErrors { message } } }`,
    {
      input: [
        {
          resource: "BULK_MUTATION_VARIABLES",
          filename: "tags.jsonl",
          mimeType: "text/jsonl",
          httpMethod: "POST",
        },
      ],
    },
    z.object({
      stagedUploadsCreate: z.object({
        stagedTargets: z.array(
          z.object({
            url: z.string(),
            parameters: z.array(z.object({ name: z.string(), value: z.string() })),
          }),
        ),
      }),
    }),
  );
  const [target] = data.stagedUploadsCreate.stagedTargets;
  const form = new FormData();
  for (const { name, value } of target?.parameters ?? []) form.append(name, value);
  return { url: target?.url ?? "", form, path: String(form.get("key")) };
}

async function upload(text: string): Promise<string> {
  const { url, form, path } = await stage();
  form.append("file", new Blob([text]), "tags.jsonl");
  expect(await world.upload(url, form)).toBe(201);
  return path;
}

const OperationSchema = z.object({ id: z.string(), status: z.string(), type: z.string() });
const ErrorSchema = z.object({ message: z.string(), code: z.string().nullable() });

async function run(stagedUploadPath: string, mutation = ADD) {
  const { data } = await ask(
    `mutation ($mutation: String!, $stagedUploadPath: String!) {
       run: bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $stagedUploadPath, groupObjects: false) {
         bulkOperation { id status type } userErrors { message code } } }`,
    { mutation, stagedUploadPath },
    z.object({
      run: z.object({
        bulkOperation: OperationSchema.nullable(),
        userErrors: z.array(ErrorSchema),
      }),
    }),
  );
  return data.run;
}

async function until(id: string, status: string) {
  const query =
    "query ($id: ID!) { bulkOperation(id: $id) { status objectCount url partialDataUrl query } }";
  const schema = z.object({
    bulkOperation: z.object({
      status: z.string(),
      objectCount: z.string(),
      url: z.string().nullable(),
      partialDataUrl: z.string().nullable(),
      query: z.string(),
    }),
  });
  const read = async () => (await ask(query, { id }, schema)).data.bulkOperation;
  await expect.poll(async () => (await read()).status, { timeout: 5000 }).toBe(status);
  return read();
}

async function rowsOf(url: string | null): Promise<unknown[]> {
  const { text } = await world.download(url ?? "");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}

const createCustomers = (number: number): string[] =>
  shop.batch(() =>
    Array.from({ length: number }, () => shop.createCustomer({}, { emit: false }).id),
  );
const linesFor = (ids: string[]): string =>
  ids.map((id) => JSON.stringify({ id: gid(id), tags: ["a"] })).join("\n");

it("runs a mutation for each line, in the time of the clock and without points, and says what became of each", async () => {
  const ids = createCustomers(60);
  const lines = `${linesFor([...ids, "404"])}\nno json\n`;
  const { bulkOperation } = await run(await upload(lines));
  expect(bulkOperation).toMatchObject({ status: "CREATED", type: "MUTATION" });
  const id = bulkOperation?.id ?? "";
  pass(600);
  await until(id, "RUNNING");
  expect(ids.filter((each) => shop.customerTags(each).length > 0).length).toBeLessThan(60);
  pass(10_000);
  const done = await until(id, "COMPLETED");
  expect(done).toMatchObject({ objectCount: "62", partialDataUrl: null, query: ADD });
  expect(ids.map((each) => shop.customerTags(each))).toEqual(ids.map(() => ["a"]));
  const rows = await rowsOf(done.url);
  expect(rows).toHaveLength(62);
  expect(rows[0]).toEqual({ data: { tagsAdd: { userErrors: [] } }, __lineNumber: 0 });
  expect(rows[60]).toEqual({
    data: { tagsAdd: { userErrors: [{ message: "Customer does not exist" }] } },
    __lineNumber: 60,
  });
  expect(rows[61]).toMatchObject({ errors: [{}], __lineNumber: 61 });
  await expect
    .poll(() => world.received.find(({ topic }) => topic === "bulk_operations/finish")?.payload)
    .toMatchObject({ type: "mutation", status: "completed" });
});

it("leaves what was written when it fails or is canceled, and shows it only of the failed one", async () => {
  const ids = createCustomers(100);
  world.store.bulk.failNext = { afterObjects: 50, errorCode: "TIMEOUT" };
  const failing = (await run(await upload(linesFor(ids)))).bulkOperation?.id ?? "";
  pass(60_000);
  const failed = await until(failing, "FAILED");
  expect(await rowsOf(failed.partialDataUrl)).toHaveLength(50);

  const canceling = (await run(await upload(linesFor(ids)))).bulkOperation?.id ?? "";
  pass(600);
  await until(canceling, "RUNNING");
  const cancel = "mutation ($id: ID!) { bulkOperationCancel(id: $id) { userErrors { message } } }";
  await ask(cancel, { id: canceling }, z.unknown());
  expect(await until(canceling, "CANCELED")).toMatchObject({ url: null, partialDataUrl: null });
});

it("refuses what Shopify refuses", async () => {
  const path = await upload(linesFor(createCustomers(1)));
  const codeOf = async (...asked: Parameters<typeof run>) =>
    (await run(...asked)).userErrors.map(({ code }) => code);
  expect(await codeOf("tmp/elsewhere")).toEqual(["NO_SUCH_FILE"]);
  expect(await codeOf((await stage()).path)).toEqual(["NO_SUCH_FILE"]);
  expect(await codeOf(await upload("\n"))).toEqual(["INVALID_STAGED_UPLOAD_FILE"]);
  expect(await codeOf(path, "mutation {")).toEqual(["INVALID_MUTATION"]);
  const two = `mutation ($id: ID!, $tags: [String!]!) {
    a: tagsAdd(id: $id, tags: $tags) { node { id } } b: tagsRemove(id: $id, tags: $tags) { node { id } } }`;
  expect(await codeOf(path, two)).toEqual(["INVALID_MUTATION"]);
  const nested = `mutation ($m: String!, $p: String!) {
    bulkOperationRunMutation(mutation: $m, stagedUploadPath: $p) { userErrors { message } } }`;
  expect(await codeOf(path, nested)).toEqual(["INVALID_MUTATION"]);
  for (let at = 0; at < 5; at += 1) expect(await codeOf(path)).toEqual([]);
  expect(await codeOf(path)).toEqual(["LIMIT_REACHED"]);
});

it("denies an app that was not enabled for mutations, and an upload that nobody signed", async () => {
  const { url, form } = await stage();
  form.set("x-goog-signature", "made up");
  form.append("file", new Blob(["{}"]), "tags.jsonl");
  expect(await world.upload(url, form)).toBe(403);
  const path = await upload(linesFor(createCustomers(1)));
  world.store.bulk.mutations = "not-enabled";
  await expect(run(path)).rejects.toThrow(/data/);
});
