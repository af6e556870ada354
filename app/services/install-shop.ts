import type pg from "pg";
import { z } from "zod";
import { startBackfill } from "../db/backfills.ts";
import { ensureBenchmarks } from "../db/benchmarks.ts";
import { saveSegments } from "../db/segments.ts";
import { findShop, saveInstalledShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { DEFAULT_SEGMENTS } from "../pipeline/segment/default-segments.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { SHOP_QUERY } from "../shopify/documents.ts";
import type { Enqueue } from "./enqueue.ts";

const ShopAnswerSchema = z.object({
  shop: z.object({
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    plan: z.object({ publicDisplayName: z.string() }),
  }),
});

export type InstallOutcome = "installed" | "reinstalled" | "already-installed";

/**
 * Makes a shop known and starts the reading of its history. Called whenever a token was exchanged;
 * what is already there stays as it is.
 */
export async function installShop(options: {
  pool: pg.Pool;
  enqueue: Enqueue;
  admin: AdminApi;
  domain: string;
  now: number;
}): Promise<InstallOutcome> {
  const before = await findShop(options.pool, options.domain);
  if (before?.status === "installed") return "already-installed";
  const { shop } = await options.admin.request(SHOP_QUERY, {}, ShopAnswerSchema);
  await inTransaction(options.pool, async (db) => {
    const saved = await saveInstalledShop(db, {
      domain: options.domain,
      currency: shop.currencyCode,
      timezone: shop.ianaTimezone,
      plan: shop.plan.publicDisplayName,
      now: options.now,
    });
    await saveSegments(db, saved.shopId, DEFAULT_SEGMENTS);
    await ensureBenchmarks(db, saved.shopId, options.now);
    await startBackfill(db, saved.shopId, options.now);
    await options.enqueue(db, {
      name: "backfill-shop",
      payload: { shopId: saved.shopId },
      key: String(saved.shopId),
    });
  });
  return before ? "reinstalled" : "installed";
}
