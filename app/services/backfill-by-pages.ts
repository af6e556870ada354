import { z } from "zod";
import { advanceBackfill, type BackfillRow } from "../db/backfills.ts";
import { noteChange } from "../db/shop-changes.ts";
import { keptTags, type ShopRow } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import type { BackfillResource } from "../pipeline/capture/topics.ts";
import {
  CUSTOMERS_PAGE_QUERY,
  ORDERS_PAGE_QUERY,
  PRODUCTS_PAGE_QUERY,
} from "../shopify/documents.ts";
import { patiently, type BackfillOptions } from "./backfill-options.ts";
import { completeOrders, type Ask } from "./complete-orders.ts";
import { readNode } from "./read-node.ts";
import { storeHistory } from "./store-history.ts";

/** Page sizes keep each query well under the 1,000 points that one may cost. */
const PAGES: Record<BackfillResource, { document: string; first: number }> = {
  customers: { document: CUSTOMERS_PAGE_QUERY, first: 250 },
  products: { document: PRODUCTS_PAGE_QUERY, first: 100 },
  orders: { document: ORDERS_PAGE_QUERY, first: 100 },
};

const PageSchema = z.object({
  page: z.object({
    nodes: z.array(z.unknown()),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/**
 * Reads a resource page by page. A page and the note that it was read are one transaction: whenever the
 * process dies, the next one goes on at the page that is missing.
 */
export async function backfillByPages(
  options: BackfillOptions,
  shop: ShopRow,
  row: Pick<BackfillRow, "resource" | "cursor">,
): Promise<void> {
  const { resource } = row;
  const { document, first } = PAGES[resource];
  const ask: Ask = (query, variables, schema) =>
    patiently(options, () => options.admin.request(query, variables, schema));
  let after = row.cursor;
  for (;;) {
    const { page } = await ask(document, { first, after }, PageSchema);
    const whole = await completeOrders(page.nodes, ask);
    const isLast = !page.pageInfo.hasNextPage;
    const now = options.clock();
    const nodes = whole.map((node) => readNode(resource, node, keptTags(shop)));
    await inTransaction(options.pool, async (db) => {
      await storeHistory(db, options.shopId, { source: "backfill", resource, nodes, now });
      await advanceBackfill(db, options.shopId, {
        resource,
        cursor: page.pageInfo.endCursor,
        loaded: nodes.length,
        isLast,
        now,
      });
      await noteChange(db, options.shopId, ["history"]);
    });
    if (isLast) return;
    after = page.pageInfo.endCursor;
  }
}
