import type pg from "pg";
import { z } from "zod";
import { findProfilesOfCustomers, makeProfilesDue } from "../db/concerned-profiles.ts";
import { saveCustomerTags } from "../db/customer-tags.ts";
import { announceDue } from "../db/shop-work.ts";
import { inTransaction } from "../db/transaction.ts";
import { advanceTagRead, findDueTag, type DueTag } from "../db/watched-tags.ts";
import { readId } from "../pipeline/capture/fields.ts";
import { MINUTE_MS } from "../pipeline/shared/time.ts";
import type { ToldRecord } from "../pipeline/shared/told-record.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { TAGGED_CUSTOMERS_QUERY } from "../shopify/documents.ts";
import { keepHalfTheBucket } from "./half-bucket.ts";
import { withoutErased } from "./without-erased.ts";

/** Shopify's search learns of a tag some time after it was given (a minute was seen): it is asked once more then. */
export const SEARCH_LAG_MS = 3 * MINUTE_MS;
/** Costs 13 of the 1,000 points that a query may. */
const PAGE = 250;

interface ReadOptions {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Reads from Shopify which customers carry the tags that conditions of the shop name. A page and how far it is read
 * are one transaction: killed at any moment, the next one goes on at the page that is missing.
 * @returns how many customers were read
 */
export async function readWatchedTags(options: ReadOptions): Promise<number> {
  const ask = keepHalfTheBucket(options.sleep);
  let customers = 0;
  for (;;) {
    const due = await findDueTag(options.pool, options.shopId, options.clock());
    if (due === null) return customers;
    customers += await readPage(options, due, ask);
  }
}

const PageSchema = z.object({
  page: z.object({
    nodes: z.array(z.object({ id: z.string(), tags: z.array(z.string()) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

async function readPage(
  { pool, shopId, admin, clock }: ReadOptions,
  due: DueTag,
  ask: ReturnType<typeof keepHalfTheBucket>,
): Promise<number> {
  const { tag } = due;
  const toldAt = clock();
  const variables = { first: PAGE, after: due.cursor, query: `tag:${quote(tag)}` };
  const { page } = await ask((onBucket) =>
    admin.request(TAGGED_CUSTOMERS_QUERY, variables, PageSchema, onBucket),
  );
  const told = page.nodes.flatMap(({ id, tags }) => {
    const customerId = readId(id);
    // The search may be late; what stands on the customer itself is not.
    const isThere = tags.some((one) => one.trim().toLowerCase() === tag);
    return customerId === null ? [] : [{ customerId, tag, isThere, toldAt }];
  });
  const { hasNextPage, endCursor } = page.pageInfo;
  const now = clock();
  await inTransaction(pool, async (db) => {
    const left = await withoutErased(db, shopId, { told, recordOf });
    await saveCustomerTags(db, shopId, left);
    const customerIds = left.map((row) => row.customerId);
    const profileIds = await findProfilesOfCustomers(db, shopId, customerIds);
    await makeProfilesDue(db, shopId, { profileIds, now });
    await announceDue(db, shopId, now);
    const isFirst = due.readAt === null;
    await advanceTagRead(
      db,
      shopId,
      hasNextPage
        ? { tag, cursor: endCursor, readAt: due.readAt, dueAt: now }
        : {
            tag,
            cursor: null,
            readAt: due.readAt ?? now,
            dueAt: isFirst ? now + SEARCH_LAG_MS : null,
          },
    );
  });
  return told.length;
}

const recordOf = ({ customerId }: { customerId: string }): ToldRecord => ({
  kind: "customer",
  id: customerId,
  createdAt: null,
  placedBy: null,
});

/** A value of Shopify's search: quotes and backslashes of the tag are no part of the search's own. */
const quote = (tag: string): string => `'${tag.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
