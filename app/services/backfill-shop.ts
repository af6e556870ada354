import { z } from "zod";
import {
  forgetBulkOperation,
  loadBackfill,
  saveBackfillTotal,
  type BackfillRow,
} from "../db/backfills.ts";
import { lockShop } from "../db/locks.ts";
import { noteChange } from "../db/shop-changes.ts";
import { getShop, type ShopRow } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { COUNTS_QUERY } from "../shopify/documents.ts";
import { backfillByBulk, beginBulk } from "./backfill-by-bulk.ts";
import { backfillByPages } from "./backfill-by-pages.ts";
import { patiently, type BackfillOptions } from "./backfill-options.ts";
import { becomeReady } from "./become-ready.ts";

export type BackfillOutcome = "finished" | "already-finished" | "shop-uninstalled";

/**
 * Reads the shop's history into raw events, which the same ingest takes that takes webhooks: by bulk
 * operations where the app may use them, else page by page. Whenever the process dies, the next one
 * goes on at what is missing.
 */
export async function backfillShop(options: BackfillOptions): Promise<BackfillOutcome> {
  const shop = await getShop(options.pool, options.shopId);
  if (shop.status !== "installed") return "shop-uninstalled";
  const open = (await loadBackfill(options.pool, options.shopId)).filter(
    (row) => row.finishedAt === null,
  );
  if (open.length > 0) await saveTotals(options, open);
  await readResources(options, shop, open);
  // An empty shop, or one whose history is all known from before, gives ingest nothing that would end it.
  await inTransaction(options.pool, async (db) => {
    await lockShop(db, "ingest", options.shopId);
    await becomeReady(db, options.shopId, options.clock());
    if (open.length > 0) await noteChange(db, options.shopId, ["history"]);
  });
  return open.length > 0 ? "finished" : "already-finished";
}

async function readResources(
  options: BackfillOptions,
  shop: ShopRow,
  rows: BackfillRow[],
): Promise<void> {
  let { bulk } = options;
  if (bulk !== null) await beginBulk({ ...options, bulk }, rows.filter(mayBeBulk));
  for (const row of rows) {
    if (bulk !== null && mayBeBulk(row)) {
      const result = await backfillByBulk({ ...options, bulk }, shop, row);
      if (result.outcome === "finished") continue;
      const { shopId } = options;
      bulk.onFallBack({ shopId, resource: row.resource, reason: result.reason });
      bulk = null;
    }
    if (mayBeBulk(row)) await forgetBulkOperation(options.pool, options.shopId, row.resource);
    await backfillByPages(options, shop, row);
  }
}

/** What is read by pages already goes on by pages. */
const mayBeBulk = ({ cursor }: BackfillRow): boolean => cursor === null;

const CountSchema = z.object({ count: z.number() }).nullable();
const CountsSchema = z.object({
  customers: CountSchema,
  products: CountSchema,
  orders: CountSchema,
});

async function saveTotals(options: BackfillOptions, rows: BackfillRow[]): Promise<void> {
  const counts = await patiently(options, () =>
    options.admin.request(COUNTS_QUERY, {}, CountsSchema),
  );
  for (const { resource } of rows) {
    const total = counts[resource]?.count;
    if (total !== undefined)
      await saveBackfillTotal(options.pool, options.shopId, { resource, total });
  }
}
