import { beforeAll, expect, test } from "vitest";
import { createRandom } from "../../../dev-store/simulation/random.ts";
import { readShopRows } from "../../support/app-rows.ts";
import { sendWebhook } from "../../support/app-webhooks.ts";
import { useApp, type Installed } from "../../support/app-world.ts";
import { mutatePayload } from "../../support/fuzz-payloads.ts";
import { payloadShapes } from "../../support/payload-shapes.ts";
import { PERSONAL_IN_ROWS } from "../../support/webhook-samples.ts";

// FUZZ_PAYLOADS=10000 and FUZZ_SEED=… for more than fits into every run.
const PAYLOADS = Number(process.env["FUZZ_PAYLOADS"] ?? 2000);
const SEED = process.env["FUZZ_SEED"] ?? "1";
const AT_ONCE = 16;
// A payload that names no shop uninstalls the app, and what follows is refused: those have a shop of their own.
const ENDS_SHOP = /^app\/|redact|data_request/;

const app = useApp();
let shop: Installed;
let doomed: Installed;

beforeAll(async () => {
  shop = await app.install("fuzzed");
  doomed = await app.install("fuzzed-doomed");
});

/** Sends the payloads through the web process, some at a time, and counts its answers by status. */
async function sendAll(): Promise<Map<number, number>> {
  const shapes = payloadShapes();
  const answers = new Map<number, number>();
  let next = 0;
  const send = async (): Promise<void> => {
    for (let index = next++; index < PAYLOADS; index = next++) {
      const picked = shapes[index % shapes.length];
      if (picked === undefined) throw new Error("there is a shape at every index");
      const { topic, shape } = picked;
      const body = mutatePayload(createRandom(`${SEED} ${index}`), shape);
      const { domain } = ENDS_SHOP.test(topic) ? doomed : shop;
      const triggeredAt = Date.parse("2026-11-20T10:00:00Z");
      const { status, text } = await sendWebhook(app, { domain, topic, body, triggeredAt });
      const told = `payload ${index} of seed ${SEED}, ${topic}: ${status} ${text.slice(0, 300)}`;
      expect(status < 500 && (status >= 200 && status < 300) !== status >= 400, told).toBe(true);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return answers;
}

async function read(sql: string): Promise<unknown[]> {
  return (await app.pool.query(sql, [shop.shopId])).rows;
}

/** Columns of the shop's tables of some type, as table and column. */
async function columnsOf(type: string): Promise<{ table: string; column: string }[]> {
  const { rows } = await app.pool.query<{ table: string; column: string }>(
    `SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
     JOIN information_schema.columns s USING (table_schema, table_name)
     WHERE table_schema = 'public' AND s.column_name = 'shop_id' AND c.data_type = $1`,
    [type],
  );
  return rows;
}

test("of all that comes nothing breaks the web process, and nothing unreadable is stored", async () => {
  const answers = await sendAll();
  await app.settle(shop.shopId);
  expect([...answers.keys()].every((status) => status < 500)).toBe(true);
  expect(answers.get(200) ?? 0).toBeGreaterThan(PAYLOADS / 10);
  expect(answers.get(400) ?? 0).toBeGreaterThan(PAYLOADS / 10);
  expect(
    await read("SELECT topic, error FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL"),
  ).toEqual([]);

  // What was read is within bounds in every table.
  for (const { table, column } of await columnsOf("timestamp with time zone")) {
    const outside = `SELECT "${column}" FROM "${table}" WHERE shop_id = $1
      AND NOT ("${column}" >= '1970-01-01Z' AND "${column}" < '2101-01-01Z')`;
    expect(await read(outside), `${table}.${column}`).toEqual([]);
  }
  for (const { table, column } of await columnsOf("bigint")) {
    const outside = `SELECT "${column}" FROM "${table}" WHERE shop_id = $1 AND abs("${column}") > 9007199254740991`;
    expect(await read(outside), `${table}.${column}`).toEqual([]);
  }
  const scores = "intent, engagement, value, behavior";
  expect(
    await read(`SELECT ${scores} FROM profile WHERE shop_id = $1
      AND NOT (LEAST(${scores}) >= 0 AND GREATEST(${scores}) <= 100000000)`),
  ).toEqual([]);
  const rows = await readShopRows(app.pool, shop.shopId);
  // The ids of deliveries are drawn by chance, and may hold any three digits.
  const ours = rows.filter(({ table }) => !["segment", "shop", "dedupe"].includes(table));
  expect(ours.filter(({ text }) => PERSONAL_IN_ROWS.test(text))).toEqual([]);

  // Every fact hangs on an identity, and every identity on a profile that exists.
  expect(await read("SELECT count(*)::int AS facts FROM fact WHERE shop_id = $1")).not.toEqual([
    { facts: 0 },
  ]);
  expect(
    await read(`SELECT key FROM fact WHERE shop_id = $1 AND NOT EXISTS (
      SELECT FROM identity WHERE identity.shop_id = $1 AND identity.identity_id = fact.identity_id)`),
  ).toEqual([]);
  expect(
    await read(`SELECT kind, key FROM identity WHERE shop_id = $1 AND NOT EXISTS (
      SELECT FROM profile WHERE profile.shop_id = $1 AND profile.profile_id = identity.profile_id)
      AND NOT EXISTS (SELECT FROM identity root JOIN customer ON customer.shop_id = $1
        AND customer_id = root.key AND deleted_at IS NOT NULL
        WHERE root.shop_id = $1 AND root.kind = 'customer' AND root.identity_id = identity.profile_id)`),
  ).toEqual([]);
}, 120_000);
