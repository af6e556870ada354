import type pg from "pg";
import { z } from "zod";
import {
  advanceBackfill,
  loadBackfill,
  saveBackfillTotal,
  type BackfillRow,
} from "../db/backfills.ts";
import { lockShop } from "../db/locks.ts";
import { getShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import type { BackfillResource } from "../pipeline/capture/topics.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import {
  COUNTS_QUERY,
  CUSTOMERS_PAGE_QUERY,
  ORDERS_PAGE_QUERY,
  PRODUCTS_PAGE_QUERY,
} from "../shopify/documents.ts";
import { becomeReady } from "./become-ready.ts";
import { readNode } from "./read-node.ts";
import { storeHistory } from "./store-history.ts";

/** Page sizes keep each query well under the 1,000 points that one may cost. */
const PAGES: Record<BackfillResource, { document: string; first: number }> = {
  customers: { document: CUSTOMERS_PAGE_QUERY, first: 250 },
  products: { document: PRODUCTS_PAGE_QUERY, first: 100 },
  orders: { document: ORDERS_PAGE_QUERY, first: 50 },
};

export type BackfillOutcome = "finished" | "already-finished" | "shop-uninstalled";

type BackfillOptions = {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
};

/**
 * Reads the shop's history page by page into raw events, which the same ingest takes that takes
 * webhooks. A page and the note that it was read are one transaction: whenever the process dies,
 * the next one goes on at the page that is missing.
 */
export async function backfillShop(options: BackfillOptions): Promise<BackfillOutcome> {
  const shop = await getShop(options.pool, options.shopId);
  if (shop.status !== "installed") return "shop-uninstalled";
  const open = (await loadBackfill(options.pool, options.shopId)).filter(
    (row) => row.finishedAt === null,
  );
  if (open.length > 0) await saveTotals(options, open);
  for (const row of open) await readResource(options, row, shop.tagPrefix);
  // An empty shop, or one whose history is all known from before, gives ingest nothing that would end it.
  await inTransaction(options.pool, async (db) => {
    await lockShop(db, "ingest", options.shopId);
    await becomeReady(db, options.shopId, options.clock());
  });
  return open.length > 0 ? "finished" : "already-finished";
}

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

const PageSchema = z.object({
  page: z.object({
    nodes: z.array(z.unknown()),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

async function readResource(
  options: BackfillOptions,
  row: BackfillRow,
  tagPrefix: string,
): Promise<void> {
  const { document, first } = PAGES[row.resource];
  let after = row.cursor;
  for (;;) {
    const { page } = await patiently(options, () =>
      options.admin.request(document, { first, after }, PageSchema),
    );
    const isLast = !page.pageInfo.hasNextPage;
    const now = options.clock();
    const read = page.nodes.map((node) => readNode(row.resource, node, tagPrefix));
    await inTransaction(options.pool, async (db) => {
      const { resource } = row;
      await storeHistory(db, options.shopId, { source: "backfill", resource, nodes: read, now });
      await advanceBackfill(db, options.shopId, {
        resource,
        cursor: page.pageInfo.endCursor,
        loaded: page.nodes.length,
        isLast,
        now,
      });
    });
    if (isLast) return;
    after = page.pageInfo.endCursor;
  }
}

/** Waits as long as Shopify asks for when it throttles; every other failure ends this try. */
async function patiently<T>(options: BackfillOptions, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AdminApiError) || error.failure.kind !== "throttled") throw error;
      await options.sleep(error.failure.waitMs);
    }
  }
}
