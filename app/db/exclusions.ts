import { removeDerivedRows } from "./derived-rows.ts";
import { identitiesOf } from "./identities-of.ts";
import type { Queryable } from "./transaction.ts";

/**
 * Profiles of customers whom the merchant has left out, for a statement whose $1 is the shop. One of several merged
 * customers is enough: it is the person who objected.
 */
export const EXCLUDED_PROFILES = `SELECT own.profile_id FROM customer_exclusion AS left_out
  CROSS JOIN LATERAL (
    SELECT profile_id FROM identity
    WHERE identity.shop_id = $1 AND identity.kind = 'customer' AND identity.key = left_out.customer_id OFFSET 0) AS own
  WHERE left_out.shop_id = $1`;

/** @returns false where the customer was left out already */
export async function addExclusion(
  db: Queryable,
  shopId: number,
  { customerId, now }: { customerId: string; now: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO customer_exclusion (shop_id, customer_id, excluded_at) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING`,
    [shopId, customerId, new Date(now)],
  );
  return rowCount === 1;
}

/** Lets a profile's customers in again, all of them. @returns false where none was left out */
export async function removeExclusions(
  db: Queryable,
  shopId: number,
  profileId: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `DELETE FROM customer_exclusion WHERE shop_id = $1 AND customer_id IN (
       SELECT key FROM identity WHERE shop_id = $1 AND profile_id = $2 AND kind = 'customer')`,
    [shopId, profileId],
  );
  return (rowCount ?? 0) > 0;
}

/** Of some profiles those that are left out. */
export async function findExcluded(
  db: Queryable,
  shopId: number,
  profileIds: readonly number[],
): Promise<Set<number>> {
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT own.profile_id AS "profileId" FROM ${identitiesOf("own")} CROSS JOIN LATERAL (
       SELECT FROM customer_exclusion
       WHERE customer_exclusion.shop_id = $1 AND customer_id = own.key OFFSET 0) AS left_out
     WHERE own.kind = 'customer'`,
    [shopId, profileIds],
  );
  return new Set(rows.map(({ profileId }) => profileId));
}

/** Of the whole shop. */
export async function findAllExcluded(db: Queryable, shopId: number): Promise<Set<number>> {
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT excluded.profile_id AS "profileId" FROM (${EXCLUDED_PROFILES}) AS excluded`,
    [shopId],
  );
  return new Set(rows.map(({ profileId }) => profileId));
}

/** Forgets all that was derived of profiles: what they did stays, so that they can be let in again. */
export async function clearProfiles(
  db: Queryable,
  shopId: number,
  { profileIds, now }: { profileIds: number[]; now: number },
): Promise<void> {
  await db.query(
    `UPDATE profile SET intent = NULL, engagement = NULL, value = NULL, behavior = NULL, ledger = NULL,
       recency = NULL, frequency = NULL, monetary = NULL, rfm_group = NULL, outlook = NULL,
       visit_outlook = NULL, history_day = NULL, due_at = NULL, scored_at = $3
     WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])`,
    [shopId, profileIds, new Date(now)],
  );
  await removeDerivedRows(db, shopId, profileIds);
  // The history of groups is told without them from now on.
  await db.query(`DELETE FROM rfm_change WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])`, [
    shopId,
    profileIds,
  ]);
}
