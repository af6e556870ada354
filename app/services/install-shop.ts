import type pg from "pg";
import { z } from "zod";
import { dropWaiting } from "../db/announcements.ts";
import { startBackfill } from "../db/backfills.ts";
import { ensureBenchmarks } from "../db/benchmarks.ts";
import { lockDomain } from "../db/locks.ts";
import { settleInShop } from "../db/scoped-pool.ts";
import { workAcross } from "../db/shop-scope.ts";
import { findShop, saveInstalledShop, type ShopRow } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { giveReadySegments } from "./give-ready-segments.ts";
import { beginScoringModel } from "./load-scoring-model.ts";
import { renewInShopify } from "./renew-in-shopify.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { SHOP_QUERY } from "../shopify/documents.ts";

const ShopAnswerSchema = z.object({
  shop: z.object({
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    plan: z.object({ publicDisplayName: z.string() }),
  }),
});

/**
 * Makes a shop known and starts the reading of its history. Two requests of one first visit may call
 * it at once: the second waits for the first and finds its shop.
 */
export async function installShop(options: {
  pool: pg.Pool;
  admin: AdminApi;
  domain: string;
  now: number;
}): Promise<ShopRow> {
  const { shop } = await options.admin.request(SHOP_QUERY, {}, ShopAnswerSchema);
  const begin = async (db: pg.PoolClient): Promise<ShopRow> => {
    await lockDomain(db, options.domain);
    const before = await findShop(db, options.domain);
    if (before?.status === "installed") return before;
    const saved = await saveInstalledShop(db, {
      domain: options.domain,
      currency: shop.currencyCode,
      timezone: shop.ianaTimezone,
      plan: shop.plan.publicDisplayName,
      now: options.now,
    });
    await settleInShop(db, saved.shopId);
    await giveReadySegments(db, saved.shopId, options.now);
    await beginScoringModel(db, saved.shopId, options.now);
    await ensureBenchmarks(db, saved.shopId, options.now);
    await startBackfill(db, saved.shopId, options.now);
    await renewInShopify(db, saved.shopId, options.now);
    await dropWaiting(db, saved.shopId);
    return saved;
  };
  return workAcross(() => inTransaction(options.pool, begin));
}
