import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ScoreName } from "../pipeline/score/scores.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { parseLedger, type Ledger } from "./parse-ledger.ts";
import { readCustomerOrders, type CustomerOrders } from "./read-customer-orders.ts";
import { readMerges, type Merge } from "./read-merges.ts";
import { readIdentities, type KnownIdentity } from "./read-identities.ts";
import { readOutlooks, type Outlooks } from "./read-outlooks.ts";
import { readRfm, type CustomerRfm } from "./read-rfm.ts";
import { readLatestChanges, type Change } from "./read-latest-changes.ts";

export interface Membership {
  handle: string;
  name: string;
  enteredAt: Instant;
  reason: string;
}

/** Tags as they should stand in Shopify, and as we last saw or wrote them there. */
export interface CustomerTags {
  desired: string[];
  written: string[];
  /** Tags that somebody changes back each time: they are left as they stand. */
  contested: string[];
  /** When the writer tries next; null = nothing to do. */
  nextAt: Instant | null;
  lastError: string | null;
}

/** All that one customer's page shows. Scores in millionths of a point, null = unknown. */
export interface CustomerDetail {
  customerId: string;
  profileId: number;
  createdAt: Instant | null;
  lastSeenAt: Instant | null;
  /** The instant that scores and ledger are as of; null before the first scoring. */
  scoredAt: Instant | null;
  /** Since when the merchant has left them out of scoring and tags; null: they are not. */
  excludedAt: Instant | null;
  scores: Record<ScoreName, number | null>;
  ledger: Ledger | null;
  rfm: CustomerRfm;
  memberships: Membership[];
  changes: Change[];
  tags: CustomerTags | null;
  orders: CustomerOrders;
  identities: KnownIdentity[];
  merges: Merge[];
  /** What is expected of them, by their orders and by their visits. */
  outlooks: Outlooks;
}

const CHANGE_LIMIT = 12;

interface ProfileRow extends Record<ScoreName, number | null> {
  profileId: number;
  createdAt: Instant | null;
  lastSeenAt: Instant | null;
  scoredAt: Instant | null;
  excludedAt: Instant | null;
  ledger: unknown;
}

/** @returns null when the shop has no such customer */
export async function readCustomer(
  { shopId, customerId }: { shopId: number; customerId: string },
  db: Queryable = getPool(),
): Promise<CustomerDetail | null> {
  const { rows } = await db.query<ProfileRow>(
    `SELECT profile_id AS "profileId", created_at AS "createdAt", last_seen_at AS "lastSeenAt",
       scored_at AS "scoredAt", (
         SELECT min(excluded_at) FROM identity AS own JOIN customer_exclusion AS left_out
           ON left_out.shop_id = $1 AND left_out.customer_id = own.key
         WHERE own.shop_id = $1 AND own.profile_id = profile.profile_id AND own.kind = 'customer') AS "excludedAt",
       intent, engagement, value, behavior, ledger
     FROM profile LEFT JOIN customer USING (shop_id, customer_id)
     WHERE shop_id = $1 AND customer_id = $2`,
    [shopId, customerId],
  );
  const profile = rows[0];
  if (!profile) return null;
  const { profileId, ledger, intent, engagement, value, behavior, ...rest } = profile;
  const [rfm, memberships, changes, tags, orders, identities, merges, outlooks] = await Promise.all(
    [
      readRfm({ shopId, profileId }, db),
      readMemberships({ shopId, profileId }, db),
      readLatestChanges({ shopId, customerId, limit: CHANGE_LIMIT }, db),
      readTags({ shopId, customerId }, db),
      readCustomerOrders({ shopId, customerId }, db),
      readIdentities({ shopId, profileId }, db),
      readMerges({ shopId, profileId }, db),
      readOutlooks({ shopId, profileId }, db),
    ],
  );
  const scores = { behavior, intent, engagement, value };
  return {
    customerId,
    profileId,
    ...rest,
    scores,
    ledger: parseLedger(ledger),
    rfm,
    memberships,
    changes,
    tags,
    orders,
    identities,
    merges,
    outlooks,
  };
}

async function readMemberships(
  { shopId, profileId }: { shopId: number; profileId: number },
  db: Queryable,
): Promise<Membership[]> {
  const { rows } = await db.query<Membership>(
    `SELECT handle, name, entered_at AS "enteredAt", reason
     FROM segment_membership JOIN segment USING (shop_id, segment_id)
     WHERE shop_id = $1 AND profile_id = $2 ORDER BY entered_at DESC, segment_id`,
    [shopId, profileId],
  );
  return rows;
}

async function readTags(
  { shopId, customerId }: { shopId: number; customerId: string },
  db: Queryable,
): Promise<CustomerTags | null> {
  const { rows } = await db.query<CustomerTags>(
    `SELECT desired, written, contested, LEAST(NULLIF(write_at, 'infinity'), retry_at) AS "nextAt", last_error AS "lastError"
     FROM tag_state WHERE shop_id = $1 AND customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0] ?? null;
}
