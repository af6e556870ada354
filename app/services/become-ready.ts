import { isBackfillIngested } from "../db/backfills.ts";
import { markDaysMissing } from "../db/benchmarks.ts";
import { scheduleFit } from "../db/predictions.ts";
import { makeAllProfilesDue } from "../db/due-ranges.ts";
import { startReconciliation } from "../db/reconciliations.ts";
import { markReady } from "../db/shop.ts";
import { makeTagsDue } from "../db/tag-orders.ts";
import type { Queryable } from "../db/transaction.ts";

/**
 * Opens a shop's segments and tags once all its history is read and in the roll-up, makes every profile
 * due, and lets predicting and comparing with Shopify begin. The caller holds the shop's ingest lock: the last page is read by one process and
 * ingested by another, and whoever is the later of the two must see the other's half.
 */
export async function becomeReady(db: Queryable, shopId: number, now: number): Promise<void> {
  if (!(await isBackfillIngested(db, shopId)) || !(await markReady(db, shopId, now))) return;
  await startReconciliation(db, shopId, now);
  await markDaysMissing(db, shopId);
  await makeAllProfilesDue(db, shopId, now);
  // Also those whom an earlier installation cleaned, and of whom scoring says nothing new.
  await makeTagsDue(db, shopId, now);
  await scheduleFit(db, shopId, now);
}
