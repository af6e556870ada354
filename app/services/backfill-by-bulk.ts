import { advanceBulk, saveBulkOperation, type BackfillRow } from "../db/backfills.ts";
import { noteChange } from "../db/shop-changes.ts";
import { keptTags, type ShopRow } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import type { BackfillResource } from "../pipeline/capture/topics.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import {
  readBulkOperation,
  startBulkQuery,
  type BulkOperationState,
} from "../shopify/bulk-operations.ts";
import {
  CUSTOMERS_BULK_QUERY,
  ORDERS_BULK_QUERY,
  PRODUCTS_BULK_QUERY,
} from "../shopify/documents.ts";
import { patiently, type BackfillOptions, type BulkOptions } from "./backfill-options.ts";
import { readBatches, splitLines } from "./bulk-rows.ts";
import { readNode } from "./read-node.ts";
import { storeHistory } from "./store-history.ts";
import { openOrUnread, readOrUnread, UnreadResult } from "./unread-result.ts";

/** `children`: of which connection the rows of a type are. Only where there are any need rows be grouped. */
const QUERIES: Record<BackfillResource, { query: string; children: Record<string, string> }> = {
  customers: { query: CUSTOMERS_BULK_QUERY, children: {} },
  products: { query: PRODUCTS_BULK_QUERY, children: { ProductVariant: "variants" } },
  orders: { query: ORDERS_BULK_QUERY, children: { LineItem: "lineItems" } },
};

/** How often it is asked how an operation is doing; each time costs a point. */
const POLL_MS = 2000;
/** Operations, or tries to read the result of one, that may come to nothing one after the other before pages are read instead. */
const MAX_IN_VAIN = 3;
/** Before a result is opened again that could not be read. */
const READ_AGAIN_MS = 30_000;

export type BulkOutcome = { outcome: "finished" } | { outcome: "fall-back"; reason: string };

type Options = BackfillOptions & { bulk: BulkOptions };
type Row = Pick<BackfillRow, "resource" | "bulkId" | "bulkLines">;

/** Lets Shopify read all resources at a time, while we store one after the other. */
export async function beginBulk(options: Options, rows: Row[]): Promise<void> {
  for (const row of rows) {
    if (row.bulkId !== null) continue;
    // Who is refused hears why when the resource's turn comes.
    if ((await start(options, row)).outcome !== "started") return;
  }
}

/**
 * Reads a resource from the result of a bulk operation. A batch and the number of lines read are one
 * transaction: whenever the process dies, the next one reads the same result from the line that is
 * missing. So it is with a result that breaks off. One that is gone is replaced by a new one, of which what is stored already is
 * known by its key.
 */
export async function backfillByBulk(
  options: Options,
  shop: ShopRow,
  row: Row,
): Promise<BulkOutcome> {
  let inVain = 0;
  for (;;) {
    if (row.bulkId === null) {
      const started = await start(options, row);
      if (started.outcome === "refused") return { outcome: "fall-back", reason: started.reason };
      if (started.outcome === "busy") {
        await options.sleep(POLL_MS);
        continue;
      }
    }
    const linesBefore = row.bulkLines;
    const failure = await read(options, shop, row);
    if (failure === null) return { outcome: "finished" };
    inVain = row.bulkLines > linesBefore ? 1 : inVain + 1;
    const { reason, next } = failure;
    if (next === "pages" || inVain === MAX_IN_VAIN) return { outcome: "fall-back", reason };
    if (next === "read-again") await options.sleep(READ_AGAIN_MS);
    else row.bulkId = null;
  }
}

/** Why an operation came to nothing, and what helps against it. */
interface Failure {
  reason: string;
  next: "pages" | "operation" | "read-again";
}

async function start(options: Options, row: Row) {
  const { query, children } = QUERIES[row.resource];
  const group = Object.keys(children).length > 0;
  const started = await patiently(options, () => startBulkQuery(options.admin, { query, group }));
  if (started.outcome === "started") {
    await saveBulkOperation(options.pool, options.shopId, {
      resource: row.resource,
      bulkId: started.id,
    });
    row.bulkId = started.id;
    row.bulkLines = 0;
  }
  return started;
}

/** Waits for an operation and stores its result. @returns why it came to nothing; null: all is stored */
async function read(options: Options, shop: ShopRow, row: Row): Promise<Failure | null> {
  const state = await waitForEnd(options, row.bulkId ?? "");
  switch (state.outcome) {
    case "over":
      return { reason: state.reason, next: "operation" };
    case "refused":
      return { reason: state.reason, next: "pages" };
    case "completed":
      break;
    default:
      return assertNever(state);
  }
  if (state.url !== null) {
    const failure = await storeResult(options, { shop, row, url: state.url });
    if (failure !== null) return failure;
  }
  const now = options.clock();
  await inTransaction(options.pool, (db) =>
    advanceBulk(db, options.shopId, { ...row, linesRead: 0, loaded: 0, isLast: true, now }),
  );
  return null;
}

type Ended = Exclude<BulkOperationState, { outcome: "running" }>;

async function waitForEnd(options: Options, id: string): Promise<Ended> {
  for (;;) {
    const state = await patiently(options, () => readBulkOperation(options.admin, id));
    if (state.outcome !== "running") return state;
    await options.sleep(POLL_MS);
  }
}

async function storeResult(
  options: Options,
  { shop, row, url }: { shop: ShopRow; row: Row; url: string },
): Promise<Failure | null> {
  try {
    const result = await openOrUnread(() => options.bulk.open(url));
    if (result.outcome === "gone") {
      return { reason: `The storage answered ${result.status}`, next: "operation" };
    }
    await storeRows(options, { shop, row, chunks: result.chunks });
    return null;
  } catch (error) {
    if (!(error instanceof UnreadResult)) throw error;
    return { reason: `The result could not be read: ${error.message}`, next: "read-again" };
  }
}

async function storeRows(
  options: Options,
  { shop, row, chunks }: { shop: ShopRow; row: Row; chunks: AsyncIterable<Uint8Array> },
): Promise<void> {
  const { resource } = row;
  const { children } = QUERIES[resource];
  const batches = readBatches(splitLines(chunks), { children, from: row.bulkLines });
  for await (const { nodes: found, linesRead } of readOrUnread(batches)) {
    const now = options.clock();
    const nodes = found.map((node) => readNode(resource, node, keptTags(shop)));
    await inTransaction(options.pool, async (db) => {
      await storeHistory(db, options.shopId, { source: "backfill", resource, nodes, now });
      const loaded = nodes.length;
      await advanceBulk(db, options.shopId, { resource, linesRead, loaded, isLast: false, now });
      await noteChange(db, options.shopId, ["history"]);
    });
    row.bulkLines = linesRead;
  }
}
