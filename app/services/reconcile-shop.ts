import type pg from "pg";
import { z } from "zod";
import { isIngestBehind } from "../db/raw-events.ts";
import {
  advanceReconciliation,
  loadDueReconciliations,
  type ReconciledResource,
  type ReconciliationRow,
} from "../db/reconciliations.ts";
import { keptTags, getShop, type ShopRow } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { normalizeRawEvent } from "../pipeline/normalize/normalize.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import {
  CUSTOMERS_CHANGED_QUERY,
  ORDERS_CHANGED_QUERY,
  PRODUCTS_CHANGED_QUERY,
} from "../shopify/documents.ts";
import { completeOrders, type Ask } from "./complete-orders.ts";
import { findLost } from "./find-lost.ts";
import { keepHalfTheBucket } from "./half-bucket.ts";
import { readNode } from "./read-node.ts";
import { storeHistory } from "./store-history.ts";

const MINUTE_MS = 60_000;

/**
 * How often a shop is compared. What a webhook lost is missing for so long at most. A comparison
 * without news is three requests, which may cost 582 points and are charged 6; a Standard shop restores
 * 60,000 meanwhile.
 */
export const RECONCILE_EVERY_MS = 10 * MINUTE_MS;

/** What changed within this is left for the next time: its webhook may still be on its way. */
export const GRACE_MS = 2 * MINUTE_MS;

/**
 * So much of what was compared is looked at again: Shopify's search learns of a change some time
 * after it (a minute was seen), and finds it under the instant at which it happened.
 */
export const OVERLAP_MS = 5 * MINUTE_MS;

/** Page sizes keep each query well under the 1,000 points that one may cost. */
const CHANGES: Record<ReconciledResource, { document: string; first: number; filter: string }> = {
  customers: { document: CUSTOMERS_CHANGED_QUERY, first: 250, filter: "" },
  products: { document: PRODUCTS_CHANGED_QUERY, first: 100, filter: "" },
  // Without it Shopify leaves out what is closed or cancelled.
  orders: { document: ORDERS_CHANGED_QUERY, first: 50, filter: "status:any AND " },
};

export type ReconcileOutcome =
  | { outcome: "compared"; compared: number; repaired: number }
  | { outcome: "nothing-due" }
  /** What arrived waits to be ingested: it would be taken for lost. */
  | { outcome: "ingest-behind" }
  | { outcome: "shop-uninstalled" };

interface ReconcileOptions {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Compares what Shopify changed since the last time with what is stored, and stores what webhooks lost.
 * A page's repairs and the instant up to which all is compared are one transaction: killed at any
 * moment, the next one begins before what is missing. The caller holds the shop's lock.
 */
export async function reconcileShop(options: ReconcileOptions): Promise<ReconcileOutcome> {
  const { pool, shopId, clock } = options;
  const shop = await getShop(pool, shopId);
  if (shop.status !== "installed") return { outcome: "shop-uninstalled" };
  const until = clock() - GRACE_MS;
  const due = await loadDueReconciliations(pool, shopId, clock());
  if (due.length === 0) return { outcome: "nothing-due" };
  if (await isIngestBehind(pool, shopId, until)) return { outcome: "ingest-behind" };
  const takeTurn = keepHalfTheBucket(options.sleep);
  const ask: Ask = (document, variables, schema) =>
    takeTurn((onBucket) => options.admin.request(document, variables, schema, onBucket));
  const sum = { compared: 0, repaired: 0 };
  for (const row of due) {
    const found = await compareResource({ ...options, shop, row, until, ask });
    sum.compared += found.compared;
    sum.repaired += found.repaired;
  }
  return { outcome: "compared", ...sum };
}

const PageSchema = z.object({
  page: z.object({
    nodes: z.array(z.unknown()),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

interface Comparison extends ReconcileOptions {
  shop: ShopRow;
  row: ReconciliationRow;
  until: number;
  ask: Ask;
}

async function compareResource(
  comparison: Comparison,
): Promise<{ compared: number; repaired: number }> {
  const { row, until, ask } = comparison;
  const { document, first, filter } = CHANGES[row.resource];
  const since = row.comparedUntil - OVERLAP_MS;
  const query = `${filter}updated_at:>='${toSearch(since)}' AND updated_at:<'${toSearch(until)}'`;
  const sum = { compared: 0, repaired: 0 };
  let after: string | null = null;
  for (;;) {
    const variables: Record<string, unknown> = { first, after, query };
    const { page } = await ask(document, variables, PageSchema);
    const nodes = await completeOrders(page.nodes, ask);
    const { hasNextPage, endCursor } = page.pageInfo;
    const found = await comparePage(comparison, nodes, !hasNextPage);
    sum.compared += found.compared;
    sum.repaired += found.repaired;
    if (!hasNextPage) return sum;
    after = endCursor;
  }
}

async function comparePage(
  { pool, shopId, shop, clock, row, until }: Comparison,
  nodes: unknown[],
  isLast: boolean,
): Promise<{ compared: number; repaired: number }> {
  const { resource } = row;
  const now = clock();
  const read = nodes.map((node) => readNode(resource, node, keptTags(shop)));
  const tellings = read.flatMap((node) => {
    if (node.outcome === "unreadable") return [];
    const { currency } = shop;
    const told = normalizeRawEvent({ ...node.record, receivedAt: now, currency });
    return [{ node, updatedAt: Date.parse(node.record.wire.updatedAt), told }];
  });
  const unreadable = read.filter(({ outcome }) => outcome === "unreadable");
  return inTransaction(pool, async (db) => {
    const lost = await findLost(db, shopId, tellings);
    const repaired = await storeHistory(db, shopId, {
      source: "reconciliation",
      resource,
      nodes: [...lost.map(({ node }) => node), ...unreadable],
      now,
    });
    // What is looked at again is not counted again.
    const compared = tellings.filter(({ updatedAt }) => updatedAt >= row.comparedUntil).length;
    await advanceReconciliation(db, shopId, {
      resource,
      comparedUntil: isLast ? until : (tellings.at(-1)?.updatedAt ?? row.comparedUntil),
      compared,
      repaired,
      dueAt: isLast ? now + RECONCILE_EVERY_MS : null,
      now,
    });
    return { compared, repaired };
  });
}

/** Shopify counts changes in seconds. */
const toSearch = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
