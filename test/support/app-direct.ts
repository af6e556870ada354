import type pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { createPool } from "../../app/db/pool.server.ts";
import { ensureBenchmarks } from "../../app/db/benchmarks.ts";
import { markReady, saveInstalledShop } from "../../app/db/shop.ts";
import { giveReadySegments } from "../../app/services/give-ready-segments.ts";
import { ingestShop } from "../../app/services/ingest-shop.ts";
import { scoreShop } from "../../app/services/score-shop.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { useDatabase } from "./database.ts";

/** A pool as the app's own, on a database of the test file's own: for services without processes. */
export function useAppPool(): { readonly pool: pg.Pool } {
  const database = useDatabase();
  let pool: pg.Pool | undefined;
  beforeAll(() => {
    pool = createPool({ connectionString: database.url, max: 8 });
  });
  afterAll(async () => {
    await pool?.end();
  });
  return {
    get pool() {
      if (pool === undefined) throw new Error("the pool is there from beforeAll on");
      return pool;
    },
  };
}

/** A shop as after an installation whose history is read. */
export async function addShop(
  pool: pg.Pool,
  domain: string,
  options: { now: number; isReady?: boolean },
): Promise<number> {
  const { now, isReady = true } = options;
  const settings = { currency: "EUR", timezone: "UTC", plan: "Basic" };
  const { shopId } = await saveInstalledShop(pool, { domain, ...settings, now });
  await pool.query("UPDATE shop SET pixel_token = $2 WHERE shop_id = $1", [
    shopId,
    `${shopId}.0123456789abcdef0123`,
  ]);
  await inTransaction(pool, (db) => giveReadySegments(db, shopId, now));
  await ensureBenchmarks(pool, shopId, now);
  if (isReady) await markReady(pool, shopId, now);
  return shopId;
}

type Work = { pool: pg.Pool; shopId: number; now: number; limit?: number };

/** Ingests all that is pending, in batches of `limit`. */
export async function ingestAll({ limit = 500, ...work }: Work): Promise<void> {
  for (;;) {
    const result = await ingestShop({ ...work, limit });
    if (result.outcome !== "ingested") return;
  }
}

/** Scores until nobody is due at `now`. */
export async function scoreAll({ limit = 500, ...work }: Work): Promise<number> {
  let profiles = 0;
  for (;;) {
    const result = await scoreShop({ ...work, limit });
    profiles += result.profiles;
    if (result.profiles === 0) return profiles;
  }
}
