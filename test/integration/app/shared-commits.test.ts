import type pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createScopedPool } from "../../../app/db/pool.server.ts";
import { shareCommit } from "../../../app/db/share-commit.ts";
import { saveInstalledShop } from "../../../app/db/shop.ts";
import {
  createRawEventWriter,
  type RawEventWriter,
} from "../../../app/services/raw-event-writer.ts";
import { NOW } from "../../support/app-shop.ts";
import { useDatabase } from "../../support/database.ts";

const database = useDatabase();
/** As a web process has it: PostgreSQL hides what is not of the shop that a connection was told. */
let pool: pg.Pool;
let shops: number[];
let writer: RawEventWriter;

beforeAll(async () => {
  pool = createScopedPool({ connectionString: database.url, max: 3 });
  shops = [];
  for (let number = 0; number < 40; number += 1) {
    const domain = `shared-${number}.myshopify.com`;
    const shop = { domain, currency: "EUR", timezone: "UTC", plan: "Basic", now: NOW };
    shops.push((await saveInstalledShop(database.pool, shop)).shopId);
  }
});
beforeEach(async () => {
  await database.pool.query("DELETE FROM raw_event");
  await database.pool.query("DELETE FROM dedupe");
  writer = createRawEventWriter({ pool });
});
afterAll(() => pool.end());

const shopAt = (place: number): number => shops[place] ?? Number.NaN;

const send = (shopId: number, key: string, text = key) =>
  writer.write({
    ...{ shopId, source: "proxy", receivedAt: NOW },
    events: [{ key, topic: "browse_batch", wire: { shopId, text } }],
  });

/** What is stored, each with the shop whose it is. */
async function stored(): Promise<string[]> {
  const { rows } = await database.pool.query<{ shopId: number; said: number; text: string }>(
    `SELECT shop_id AS "shopId", (wire->>'shopId')::int AS said, wire->>'text' AS text FROM raw_event`,
  );
  for (const { shopId, said } of rows) expect(shopId).toBe(said);
  return rows.map(({ shopId, text }) => `${shopId} ${text}`).toSorted();
}

const named = (keys: readonly string[], of = shops): string[] =>
  of.flatMap((shopId) => keys.map((key) => `${shopId} ${key}`)).toSorted();

const fresh = { outcome: "stored", accepted: 1 };
const known = { outcome: "stored", accepted: 0 };

test("events of many shops at once are stored each in its own, by fewer commits than there are shops", async () => {
  const answers = await Promise.all(shops.map((shopId) => send(shopId, "a")));
  expect(answers).toEqual(shops.map(() => fresh));
  expect(await stored()).toEqual(named(["a"]));
  // Each row names the transaction that wrote it.
  const { rows } = await database.pool.query<{ commits: number }>(
    "SELECT count(DISTINCT xmin::text)::int AS commits FROM raw_event",
  );
  expect(rows).toEqual([{ commits: 3 }]);
});

test("a shop's known event, also one of another shop's name, takes nobody's events with it", async () => {
  await send(shopAt(3), "a");
  await send(shopAt(7), "b");
  const answers = await Promise.all(shops.map((shopId) => send(shopId, "a")));
  expect(answers).toEqual(shops.map((_, place) => (place === 3 ? known : fresh)));
  // The next of that shop is expected to be known, and the others are not asked.
  expect(await Promise.all(shops.map((shopId) => send(shopId, "b")))).toEqual(
    shops.map((_, place) => (place === 7 ? known : fresh)),
  );
  expect(await stored()).toEqual(named(["a", "b"]));
});

test("an event that the database does not take fails its own sender, and no other shop's", async () => {
  const results = await Promise.allSettled(
    shops.map((shopId, place) => send(shopId, "a", place === 5 ? "no \u0000 in json" : "a")),
  );
  expect(results.map(({ status }) => status)).toEqual(
    shops.map((_, place) => (place === 5 ? "rejected" : "fulfilled")),
  );
  expect(await stored()).toEqual(
    named(
      ["a"],
      shops.filter((_, place) => place !== 5),
    ),
  );
});

test("a shop that has uninstalled the app gets nothing stored, and those beside it do", async () => {
  const gone = shopAt(11);
  await database.pool.query("UPDATE shop SET status = 'uninstalled' WHERE shop_id = $1", [gone]);
  const answers = await Promise.all(shops.map((shopId) => send(shopId, "a")));
  await database.pool.query("UPDATE shop SET status = 'installed' WHERE shop_id = $1", [gone]);
  expect(answers).toEqual(
    shops.map((shopId) => (shopId === gone ? { outcome: "not-installed" } : fresh)),
  );
  expect(await stored()).toEqual(
    named(
      ["a"],
      shops.filter((shopId) => shopId !== gone),
    ),
  );
});

test("processes that store the same events of the same shops, in any order, do not wait for each other in a ring", async () => {
  const writers = [1, 2, 3].map(() => createRawEventWriter({ pool }));
  const rounds = Array.from({ length: 10 }, (_, round) => `round ${round}`);
  for (const key of rounds) {
    const answers = await Promise.all(
      writers.flatMap((one, turn) =>
        (turn === 1 ? shops.toReversed() : shops).map((shopId) => {
          writer = one;
          return send(shopId, key);
        }),
      ),
    );
    const accepted = answers.map((answer) => (answer.outcome === "stored" ? answer.accepted : -9));
    expect(accepted.reduce((sum, count) => sum + count, 0)).toBe(shops.length);
  }
  expect(await stored()).toEqual(named(rounds));
});

test("a statement sees its own shop's rows alone, whoever shares its commit", async () => {
  const [first, second] = [shopAt(0), shopAt(1)];
  const look = (shopId: number, values: number[]) => ({
    shopId,
    statement: {
      text: "SELECT shop_id FROM shop WHERE shop_id = ANY($1::int[])",
      values: [values],
    },
  });
  const both = [first, second];
  const results = await shareCommit(pool, [look(second, both), look(first, both)]);
  expect(results.map(({ rows }) => rows)).toEqual([[{ shop_id: second }], [{ shop_id: first }]]);
  const steal = {
    text: "INSERT INTO shop_change (shop_id, topic) VALUES ($1, 'settings')",
    values: [first],
  };
  await expect(
    shareCommit(pool, [look(first, both), { shopId: second, statement: steal }]),
  ).rejects.toThrow(/row-level security/);
});
