import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type pg from "pg";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { createPool } from "../../../app/db/pool.server.ts";
import { findPostgres } from "../../../scripts/postgres/binaries.ts";
import { startPostgres, type Postgres } from "../../../scripts/postgres/start-postgres.ts";
import { simulateDeliveries, type Delivery } from "../../support/app-deliveries.ts";
import { deliver } from "../../support/deliver.ts";
import { addShop, ingestAll, scoreAll } from "../../support/app-direct.ts";
import { count, readShopRows } from "../../support/app-rows.ts";
import { readConclusions, readFacts, readScores } from "../../support/app-snapshot.ts";
import {
  archiveInto,
  backUp,
  makeArchive,
  markPoint,
  restoreTo,
  waitUntilRestored,
} from "../../support/base-backup.ts";
import { ROOT } from "../../support/source-files.ts";

const FOLDER = join(ROOT, ".kindling", "postgres", `backup-${process.pid}`);
const MIGRATIONS = join(ROOT, "prisma", "migrations");
const END = Date.parse("2026-11-20T15:00:00Z");
const DOMAIN = "restored.myshopify.com";
const [original, copy] = ["original", "copy"].map((name) => join(FOLDER, name, "data"));
const places = [original ?? "", copy ?? ""] as const;
const running: Postgres[] = [];
const pools: pg.Pool[] = [];

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", undefined);
});
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.end();
  for (const server of running.splice(0)) await server.stop();
  vi.unstubAllEnvs();
});
afterAll(() => {
  for (const dataDir of places)
    rmSync(join(findPostgres(dataDir, () => undefined).dataDir, ".."), {
      recursive: true,
      force: true,
    });
  rmSync(FOLDER, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<Postgres> {
  const server = await startPostgres({
    dataDir,
    database: "kindling",
    isDurable: false,
    notice: () => undefined,
  });
  running.push(server);
  return server;
}

function connect({ url }: Postgres): pg.Pool {
  const pool = createPool({ connectionString: url, max: 8 });
  pools.push(pool);
  return pool;
}

/** Takes deliveries as the app does, to their end: stored, counted and judged. */
async function take(pool: pg.Pool, shopId: number, deliveries: Delivery[]): Promise<void> {
  for (const delivery of deliveries) await deliver(pool, DOMAIN, { delivery });
  const now = deliveries.at(-1)?.at ?? END;
  await ingestAll({ pool, shopId, now });
  await scoreAll({ pool, shopId, now });
}

const digest = async (pool: pg.Pool, shopId: number) => ({
  ...(await readFacts(pool, shopId)),
  ...(await readConclusions(pool, shopId)),
  ...(await readScores(pool, shopId)),
});

test("a backup of a shop at work is restored to a point in time, row by row, and the app goes on as if nothing had been", async () => {
  const [originalDir, copyDir] = places;
  let server = await start(originalDir);
  const archive = makeArchive(originalDir, "archive");
  await archiveInto(server.url, archive);
  await server.stop();
  server = await start(originalDir);
  const pool = connect(server);
  for (const name of readdirSync(MIGRATIONS).toSorted()) {
    if (name.endsWith(".toml")) continue;
    // One by one, as the migrations' own tool does: an index that is made concurrently wants no transaction around it.
    const sql = readFileSync(join(MIGRATIONS, name, "migration.sql"), "utf8");
    for (const statement of sql.split(";")) await pool.query(statement);
  }

  const deliveries = simulateDeliveries({ seed: 11, customers: 12, endAt: END, days: 20 });
  const parts = [0, 1, 2, 3, 4].map((part) =>
    deliveries.slice((part * deliveries.length) / 5, ((part + 1) * deliveries.length) / 5),
  );
  const shopId = await addShop(pool, DOMAIN, { now: END - 20 * 24 * 3_600_000 });
  await setMetafields({ pool, shopId, isOn: true, now: END - 20 * 24 * 3_600_000 });
  const [before = [], ...later] = parts;
  await take(pool, shopId, before);
  const during = async () => take(pool, shopId, later.shift() ?? []);
  await backUp({ url: server.url, from: originalDir, to: copyDir, during });
  await take(pool, shopId, later.shift() ?? []);
  await markPoint({ url: server.url, archive, point: "noon" });
  const rowsAtNoon = await readShopRows(pool, shopId);
  expect(rowsAtNoon.length).toBeGreaterThan(500);

  const [afternoon = []] = later;
  expect(afternoon.length).toBeGreaterThan(20);
  await take(pool, shopId, afternoon);
  const inTheEvening = await digest(pool, shopId);

  restoreTo({ dataDir: copyDir, archive, point: "noon" });
  const restored = await start(copyDir);
  await waitUntilRestored(restored.url);
  const again = connect(restored);
  const byText = (rows: { text: string }[]) => rows.map(({ text }) => text).toSorted();
  expect(byText(await readShopRows(again, shopId))).toEqual(byText(rowsAtNoon));

  // Of what was written in Shopify since, the restored database knows nothing.
  const { stdout } = await promisify(execFile)(process.execPath, ["scripts/after-restore.ts"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: restored.url },
  });
  expect(stdout).toMatch(/^1 shops: the tags of [1-9]\d* .* metafields of [1-9]/);
  for (const trusted of [
    "FROM tag_state WHERE shop_id = $1 AND NOT (needs_check AND write_at IS NOT NULL)",
    "FROM metafield_state WHERE shop_id = $1 AND NOT (in_doubt AND write_at IS NOT NULL)",
  ])
    expect(await count(again, trusted, [shopId]), trusted).toBe(0);

  // Whatever the sources send again is known; what they had not sent yet ends in the same scores.
  await take(again, shopId, [...before, ...afternoon]);
  expect(await digest(again, shopId)).toEqual(inTheEvening);
}, 120_000);
