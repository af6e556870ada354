import type pg from "pg";
import { z } from "zod";
import { advanceAddressPull, claimAddressPull } from "../db/address-pulls.ts";
import { insertRawEvents } from "../db/raw-events.ts";
import { inTransaction } from "../db/transaction.ts";
import { hashCustomerAddresses } from "../pipeline/capture/customer-addresses.ts";
import { isInstantText, readId } from "../pipeline/capture/fields.ts";
import type { HashAddress } from "../pipeline/shared/addresses.ts";
import { MINUTE_MS } from "../pipeline/shared/time.ts";
import type { ToldRecord } from "../pipeline/shared/told-record.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { CUSTOMER_ADDRESSES_QUERY } from "../shopify/documents.ts";
import { keepHalfTheBucket } from "./half-bucket.ts";
import { loadHashAddress } from "./open-address-key.ts";
import { withoutErased } from "./without-erased.ts";
import type { SealKeys } from "./seal-secret.ts";

/** A changed address is found after so long at most. */
export const PULL_ADDRESSES_EVERY_MS = 10 * MINUTE_MS;
/** Shopify's search learns of a change some time after it: so much is looked at again. */
const OVERLAP_MS = 5 * MINUTE_MS;
/** How long one page may take before another worker takes the reading for abandoned. */
const CLAIM_MS = 3 * MINUTE_MS;
/** A customer with both addresses costs 3 points of the 1,000 that a query may. */
const PAGE = 100;

export type PullAddressesOutcome =
  | { outcome: "read"; customers: number; stored: number }
  | { outcome: "nothing-due" }
  /** The matching was turned off meanwhile, or another worker goes on. */
  | { outcome: "superseded" }
  /** The shop does not match addresses, or no seal key opens its key: looked at again later. */
  | { outcome: "no-key" };

/**
 * Reads from Shopify the addresses of the customers who changed since the last time, at first of all, and
 * stores their hashes. The addresses themselves are forgotten with the page that held them.
 */
export async function pullAddresses(options: {
  pool: pg.Pool;
  shopId: number;
  admin: AdminApi;
  sealKeys: SealKeys;
  clock: () => number;
  sleep: (ms: number) => Promise<void>;
}): Promise<PullAddressesOutcome> {
  const { pool, shopId, admin, sealKeys, clock } = options;
  const until = clock();
  let claimedUntil = until + CLAIM_MS;
  const since = await claimAddressPull(pool, shopId, { now: until, until: claimedUntil });
  if (since === null) return { outcome: "nothing-due" };
  const hashAddress = await loadHashAddress(pool, shopId, sealKeys);
  if (hashAddress === null) return { outcome: "no-key" };
  const query = `updated_at:>='${toSearch(Math.max(0, since - OVERLAP_MS))}'`;
  const ask = keepHalfTheBucket(options.sleep);
  const sum = { customers: 0, stored: 0 };
  let after: string | null = null;
  for (;;) {
    const variables: Record<string, unknown> = { first: PAGE, after, query };
    const { page } = await ask((onBucket) =>
      admin.request(CUSTOMER_ADDRESSES_QUERY, variables, PageSchema, onBucket),
    );
    const { hasNextPage, endCursor } = page.pageInfo;
    const now = clock();
    const events = hashPage(page.nodes, hashAddress);
    const lastUpdated = Date.parse(page.nodes.at(-1)?.updatedAt ?? "");
    const dueAt = now + (hasNextPage ? CLAIM_MS : PULL_ADDRESSES_EVERY_MS);
    const read = page.nodes.length;
    const readUntil = hasNextPage ? lastUpdated : until;
    const stored = await inTransaction(pool, async (db) => {
      const left = await withoutErased(db, shopId, { told: events, recordOf });
      const noted = { claimedUntil, readUntil, read, dueAt, now };
      if (!(await advanceAddressPull(db, shopId, noted))) return null;
      return insertRawEvents(db, shopId, { source: "backfill", receivedAt: now, events: left });
    });
    if (stored === null) return { outcome: "superseded" };
    sum.customers += read;
    sum.stored += stored;
    if (!hasNextPage) return { outcome: "read", ...sum };
    [after, claimedUntil] = [endCursor, dueAt];
  }
}

const NodeSchema = z.object({
  id: z.string(),
  updatedAt: z.string().refine(isInstantText, "expected an ISO 8601 time with its offset"),
  defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
});

const PageSchema = z.object({
  page: z.object({
    nodes: z.array(NodeSchema),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** Customers without an address say nothing. */
function hashPage(nodes: z.output<typeof NodeSchema>[], hashAddress: HashAddress) {
  return nodes.flatMap((node) => {
    const customerId = readId(node.id);
    if (customerId === null) return [];
    const email = node.defaultEmailAddress?.emailAddress ?? null;
    const phone = node.defaultPhoneNumber?.phoneNumber ?? null;
    const customer = { customerId, email, phone, updatedAt: node.updatedAt };
    const { naturalKey, topic, wire } = hashCustomerAddresses({ customer, hashAddress });
    const isEmpty = wire.emailHash === null && wire.phoneHash === null;
    return isEmpty ? [] : [{ key: naturalKey, topic, wire }];
  });
}

const recordOf = ({ wire }: ReturnType<typeof hashPage>[number]): ToldRecord => ({
  kind: "customer",
  id: wire.customerId,
  createdAt: null,
  placedBy: null,
});

/** Shopify counts changes in seconds. */
const toSearch = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
