import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBackfill } from "../../../app/db/backfills.ts";
import { createPool, getPool } from "../../../app/db/pool.server.ts";
import type { Round } from "../../../app/services/round.ts";
import { addShop } from "../../support/app-direct.ts";
import { useDatabase } from "../../support/database.ts";

const database = useDatabase();
/** As whoever owns the tables; the round works as the processes do. */
let owner: pg.Pool;
const NOW = Date.parse("2026-11-20T15:00:00Z");
const SHOPS = 6;
let round: Round;
const failures: { shopId: number; reason: string }[] = [];

beforeAll(async () => {
  // Shopify's library and the sessions find their database where every process of the app does.
  process.env["DATABASE_URL"] = database.url;
  process.env["SHOPIFY_API_KEY"] = "key";
  process.env["SHOPIFY_API_SECRET"] = "secret";
  process.env["SHOPIFY_APP_URL"] = "https://kindling.example.com";
  process.env["SEAL_KEYS"] = Buffer.alloc(32, 7).toString("base64");
  owner = createPool({ connectionString: database.url, max: 2 });
  const { backfillRound } = await import("../../../app/services/backfill-round.ts");
  const onFailure = (failure: { shopId: number; reason: string }) => failures.push(failure);
  round = backfillRound({ pool: getPool(), clock: () => NOW, bulk: null, onFailure });
});
afterAll(async () => {
  await Promise.all([getPool().end(), owner.end()]);
});

test("shops whose histories cannot be read keep no other shop waiting", async () => {
  for (let index = 0; index < SHOPS; index += 1) {
    const domain = `shop-${index}.myshopify.com`;
    const shopId = await addShop(owner, domain, { now: NOW + index, isReady: false });
    await startBackfill(owner, shopId, NOW);
  }
  // None of them has a token: every one fails as soon as it has its turn.
  const answered = async (): Promise<number> => {
    await round();
    return new Set(failures.map(({ shopId }) => shopId)).size;
  };
  await expect.poll(answered, { timeout: 6000, interval: 100 }).toBe(SHOPS);
  expect(new Set(failures.map(({ reason }) => reason))).toEqual(
    new Set(["There is no token: a merchant must open the app once"]),
  );
});
