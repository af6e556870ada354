import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { getShop } from "../../../app/db/shop.ts";
import { findShopsWithTagsToWrite, saveDesiredTags } from "../../../app/db/tag-states.ts";
import { loadTagLoad } from "../../../app/db/tag-loads.ts";
import { carryTagLoad, type LoadOptions } from "../../../app/services/carry-tag-load.ts";
import { changeTagMode } from "../../../app/services/change-tag-mode.ts";
import { syncTags } from "../../../app/services/sync-tags.ts";
import { SCOPES } from "../../../app/shopify/scopes.ts";
import { createBulkSwitches } from "../../../dev-store/bulk/switches.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { count } from "../../support/app-rows.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { SHOP, startWorld, type DevStoreWorld } from "../dev-store-client.ts";

const CUSTOMERS = 300;
/** Twenty seconds of a Standard shop's points: 200 customers. */
const MIN_MINUTES = 1 / 3;
const VIP = ["kindling:vip"];

const app = useAppPool();
let world: DevStoreWorld;
let shop: Shop;
let shopId = 0;
let ids: string[] = [];
let asked: string[] = [];
const fallBacks: string[] = [];
/** The request of this name gets no answer, though Shopify carries it out. */
let loseAnswerOf: string | null = null;
const now = (): number => world.store.clock.now();

beforeAll(async () => {
  const startAt = Date.parse("2026-11-01T00:00:00Z");
  world = await startWorld({ scopes: SCOPES.join(","), startAt });
  world.store.clock.setSpeed(0);
  shop = world.store.createShop({ domain: SHOP, plan: "standard", currency: "EUR" });
  await shop.installApp();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.store.clock.set(now() + 24 * 3_600_000);
  world.store.bulk = { ...createBulkSwitches(), mutations: "enabled" };
  shopId = await addShop(app.pool, `${crypto.randomUUID()}.myshopify.com`, { now: now() });
  ids = shop.batch(() =>
    Array.from({ length: CUSTOMERS }, () => {
      return shop.createCustomer({ tags: ["Wholesale"] }, { emit: false }).id;
    }),
  );
  asked = [];
  fallBacks.length = 0;
  loseAnswerOf = null;
});

const load: LoadOptions = {
  minMinutes: MIN_MINUTES,
  open: async (url) => {
    const response = await world.openFile(url);
    const status = response.statusCode ?? 0;
    return status === 200 ? { outcome: "opened", chunks: response } : { outcome: "gone", status };
  },
  upload: async ({ url, fields }, text) => {
    const form = new FormData();
    for (const { name, value } of fields) form.append(name, value);
    form.append("file", new Blob([text]), "variables.jsonl");
    expect(await world.upload(url, form)).toBe(201);
  },
  onFallBack: ({ reason }) => fallBacks.push(reason),
};

function openAdmin() {
  const admin = openDevStoreAdmin(world, (question) => asked.push(question.trim()));
  return {
    ...admin,
    request: async (...request: Parameters<typeof admin.request>) => {
      const answer = await admin.request(...request);
      if (loseAnswerOf !== null && request[0].includes(loseAnswerOf)) {
        loseAnswerOf = null;
        throw new Error("the process dies");
      }
      return answer;
    },
  } as typeof admin;
}
let admin: ReturnType<typeof openAdmin>;
beforeEach(() => {
  admin = openAdmin();
});

/** What the worker's loop does for the shop, once. */
async function round(): Promise<"worked" | "idle"> {
  const found = await findShopsWithTagsToWrite(app.pool, now());
  const waiting = found.find((each) => each.shopId === shopId);
  if (waiting === undefined) return "idle";
  const row = { pool: app.pool, shop: await getShop(app.pool, shopId), admin, clock: now };
  if (waiting.pollAt !== null && waiting.pollAt <= now()) await carryTagLoad({ ...row, load });
  if (waiting.isDue) await syncTags({ ...row, minMinutes: load.minMinutes });
  world.store.clock.set(now() + 1000);
  await sleep(30);
  return "worked";
}

async function work(until: () => Promise<boolean> | boolean = () => false): Promise<void> {
  for (let rounds = 0; rounds < 400; rounds += 1) {
    if ((await until()) || (await round()) === "idle") return;
  }
  throw new Error("it does not end");
}

async function want(customerIds: string[], desired: string[]): Promise<void> {
  const rows = customerIds.map((customerId) => ({ customerId, desired }));
  await saveDesiredTags(app.pool, shopId, rows, now());
}

/** What every test expects in the end: the tags as wanted, all others as they were, and each write told once. */
async function expectTags(wanted: (id: string, index: number) => string[]): Promise<void> {
  const expected = ids.map((id, at) => [...wanted(id, at), "Wholesale"].toSorted());
  expect(ids.map((id) => shop.customerTags(id).toSorted())).toEqual(expected);
  const left =
    "FROM tag_state WHERE shop_id = $1 AND (in_doubt OR needs_check OR load_line IS NOT NULL)";
  expect(await count(app.pool, left, [shopId])).toBe(0);
  expect(await loadTagLoad(app.pool, shopId)).toBeNull();
}

const logged = (): Promise<number> =>
  count(app.pool, "FROM tag_write WHERE shop_id = $1", [shopId]);
const operations = (): number => asked.filter((name) => name === "RunBulkMutation").length;
/** It has written some of its lines, besides the twenty of the turn before it. */
const isRunning = async (): Promise<boolean> => {
  const under = await loadTagLoad(app.pool, shopId);
  return under !== null && under.bulkId !== null && tagged() > 40;
};
const tagged = (): number => ids.filter((id) => shop.customerTags(id).length > 1).length;

test("A large change is written by a bulk operation where the app may, and costs none of the shop's points.", async () => {
  // The first turn learns the pace of the shop; the other one begins the load.
  await want(ids, VIP);
  await work();
  await expectTags(() => VIP);
  expect(operations()).toBe(1);
  expect(asked.filter((name) => name === "WriteTags").length).toBeLessThan(4);
  expect(await logged()).toBe(CUSTOMERS);
  await want(ids, []);
  await work();
  await expectTags(() => []);
  expect(operations()).toBe(2);
});

test("Who changes from one tag to another meanwhile keeps both changes in one request, beside the operation.", async () => {
  const [first = ""] = ids;
  await want([first], ["kindling:new"]);
  await work();
  await want(ids, VIP);
  await work();
  await expectTags(() => VIP);
  const mixed =
    "FROM tag_write WHERE shop_id = $1 AND added = '{kindling:vip}' AND removed <> '{}'";
  expect(await count(app.pool, mixed, [shopId])).toBe(1);
});

test("A customer whose wish changes during the operation is written again when it is over, and not twice at once.", async () => {
  await want(ids, VIP);
  await work(isRunning);
  const { rows } = await app.pool.query<{ id: string }>(
    "SELECT customer_id AS id FROM tag_state WHERE shop_id = $1 AND load_line % 10 = 0",
    [shopId],
  );
  const changed = new Set(rows.map(({ id }) => id));
  expect(changed.size).toBeGreaterThan(20);
  await want([...changed], ["kindling:new"]);
  asked = [];
  await round();
  expect(asked).not.toContain("WriteTags");
  await work();
  await expectTags((id) => (changed.has(id) ? ["kindling:new"] : VIP));
});

test("A line that Shopify refuses is sorted as its customer alone would be, and keeps no other from being written.", async () => {
  const [gone = "", full = ""] = ids.slice(-2);
  shop.deleteCustomer(gone, { emit: false });
  shop.setCustomerTags(
    full,
    Array.from({ length: 250 }, (_, index) => `own-${index}`),
    {
      emit: false,
    },
  );
  await want(ids, VIP);
  await work();
  const { rows } = await app.pool.query(
    "SELECT customer_id AS id, failure FROM tag_state WHERE shop_id = $1 AND failure IS NOT NULL ORDER BY failure",
    [shopId],
  );
  expect(rows).toEqual([
    { id: gone, failure: "gone" },
    { id: full, failure: "too-many-tags" },
  ]);
  ids = ids.slice(0, -2);
  await expectTags(() => VIP);
  expect(await logged()).toBe(CUSTOMERS - 2);
});

test("Paused in the middle, the operation is canceled and nothing is written; resumed, everybody is written.", async () => {
  await want(ids, VIP);
  await work(isRunning);
  await changeTagMode({ pool: app.pool, shopId, order: "pause", now: now() });
  await work();
  const stopped = tagged();
  expect(stopped).toBeLessThan(CUSTOMERS);
  world.store.clock.set(now() + 600_000);
  await sleep(100);
  expect(tagged()).toBe(stopped);
  await changeTagMode({ pool: app.pool, shopId, order: "resume", now: now() });
  await work();
  await expectTags(() => VIP);
});

test("An order to clean cancels the operation too, and ends with every tag of ours gone.", async () => {
  await want(ids, VIP);
  await work(isRunning);
  await changeTagMode({ pool: app.pool, shopId, order: "clean", now: now() });
  await work();
  await expectTags(() => []);
  expect((await getShop(app.pool, shopId)).tagMode).toBe("cleaned");
});

test("An operation whose beginning nobody noted is found again by its name and not begun twice.", async () => {
  await want(ids, VIP);
  loseAnswerOf = "RunBulkMutation";
  await expect(work()).rejects.toThrow("the process dies");
  await work();
  await expectTags(() => VIP);
  expect(operations()).toBe(1);
  expect(await logged()).toBe(CUSTOMERS);
});

test("A result that breaks off in the middle is read again, and each write told once.", async () => {
  const opened = load.open;
  let opens = 0;
  load.open = async (url) => {
    const result = await opened(url);
    opens += 1;
    if (opens > 1 || result.outcome === "gone") return result;
    return { outcome: "opened", chunks: cutOff(result.chunks) };
  };
  world.store.bulk.linesPerSecond = 1000;
  await want(ids, VIP);
  await work(() => opens === 1);
  expect(await logged()).toBeGreaterThan(250);
  expect(await loadTagLoad(app.pool, shopId)).not.toBeNull();
  await work();
  load.open = opened;
  await expectTags(() => VIP);
  expect(await logged()).toBe(CUSTOMERS);
  expect(operations()).toBe(1);
  expect(opens).toBe(2);
});

test("Where the storage of results is away, the shop's other tags are written meanwhile, and in the end those of the operation one by one.", async () => {
  const opened = load.open;
  let opens = 0;
  load.open = () => {
    opens += 1;
    return Promise.reject(new TypeError("fetch failed"));
  };
  world.store.bulk.linesPerSecond = 1000;
  await want(ids, VIP);
  await work(() => opens > 0);
  const { id: other } = shop.createCustomer({ tags: ["Wholesale"] }, { emit: false });
  await want([other], VIP);
  await work(() => shop.customerTags(other).length > 1);
  expect(await loadTagLoad(app.pool, shopId)).not.toBeNull();
  ids.push(other);
  await work(() => {
    world.store.clock.set(now() + 10_000);
    return false;
  });
  load.open = opened;
  await expectTags(() => VIP);
  expect(opens).toBe(10);
  expect(fallBacks).toEqual(["Its result could not be read: fetch failed"]);
  expect(operations()).toBe(1);
});

test("An operation that fails leaves what it tells noted, and the others to single requests.", async () => {
  world.store.bulk.failNext = { afterObjects: 100, errorCode: "TIMEOUT" };
  await want(ids, VIP);
  await work();
  await expectTags(() => VIP);
  expect(fallBacks).toEqual(["It failed with TIMEOUT"]);
  expect(operations()).toBe(1);
  expect(await logged()).toBe(CUSTOMERS);
});

test("A result that is gone has its customers looked at, and nothing is written twice.", async () => {
  const opened = load.open;
  load.open = () => Promise.resolve({ outcome: "gone", status: 404 });
  await want(ids, VIP);
  await work();
  load.open = opened;
  await expectTags(() => VIP);
  expect(asked).toContain("CustomerTags");
});

test("Where Shopify refuses bulk mutations, single requests go on, and it is not asked again for a day.", async () => {
  for (const refuse of [
    () => (world.store.bulk.mutations = "not-enabled"),
    () => (world.store.bulk.access = "other-address"),
  ]) {
    await app.pool.query("UPDATE tag_turn SET load_from = NULL WHERE shop_id = $1", [shopId]);
    world.store.bulk = { ...createBulkSwitches(), mutations: "enabled" };
    refuse();
    fallBacks.length = 0;
    asked = [];
    const wanted = tagged() > 0 ? [] : VIP;
    await want(ids, wanted);
    await work();
    await expectTags(() => wanted);
    expect(fallBacks).toHaveLength(1);
    expect(operations()).toBe(1);
  }
  await want(ids, VIP);
  await work();
  expect(operations()).toBe(1);
});

test("A storage of uploads that fails is asked again.", async () => {
  const upload = load.upload;
  load.upload = async (...told) => {
    load.upload = upload;
    const { AdminApiError } = await import("../../../app/shopify/admin-api.ts");
    expect(told[0].path).toMatch(/^tmp\//);
    throw new AdminApiError({ kind: "network", message: "down" }, "down");
  };
  await want(ids, VIP);
  await work();
  await expectTags(() => VIP);
  expect(operations()).toBe(1);
});

async function* cutOff(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let text = "";
  for await (const chunk of chunks) text += Buffer.from(chunk).toString("utf8");
  z.string().min(1000).parse(text);
  const lines = text.split("\n");
  yield Buffer.from(`${lines.slice(0, 260).join("\n")}\n`);
  throw new Error("the connection broke");
}
