import type { Instant } from "../pipeline/shared/time.ts";
import { removeDerivedRows } from "./derived-rows.ts";
import type { Queryable } from "./transaction.ts";

/**
 * Claims profiles of visitors who were not seen since an instant, until the transaction ends. A visitor is who is known by browsers,
 * sessions, carts and checkouts alone, and was never linked with anybody else: a link that was cut is a decision that is kept.
 */
export async function claimGoneVisitors(
  db: Queryable,
  shopId: number,
  claim: { seenBefore: Instant; limit: number },
): Promise<number[]> {
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT profile_id AS "profileId" FROM profile WHERE shop_id = $1 AND customer_id IS NULL AND last_seen_at < $2
       AND NOT EXISTS (SELECT FROM identity WHERE identity.shop_id = $1 AND identity.profile_id = profile.profile_id
         AND (kind NOT IN ('checkout', 'cart', 'session', 'client')
           OR EXISTS (SELECT FROM identity_edge WHERE identity_edge.shop_id = $1 AND from_id = identity.identity_id AND cut_at IS NOT NULL)
           OR EXISTS (SELECT FROM identity_edge WHERE identity_edge.shop_id = $1 AND to_id = identity.identity_id AND cut_at IS NOT NULL)))
     ORDER BY profile_id LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [shopId, new Date(claim.seenBefore), claim.limit],
  );
  return rows.map((row) => row.profileId);
}

/** Removes visitors with all that they did and all that was derived from it. Their raw events are the caller's to know gone. */
export async function removeVisitors(
  db: Queryable,
  shopId: number,
  profileIds: readonly number[],
): Promise<void> {
  const { rows } = await db.query<{ identityId: number }>(
    `DELETE FROM identity WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])
     RETURNING identity_id AS "identityId"`,
    [shopId, profileIds],
  );
  const identityIds = rows.map((row) => row.identityId);
  const remove = (table: string, column: string, ids: readonly number[]) =>
    db.query(`DELETE FROM ${table} WHERE shop_id = $1 AND ${column} = ANY($2::bigint[])`, [
      shopId,
      ids,
    ]);
  for (const [table, column] of [
    ["fact", "identity_id"],
    ["signal_slot", "identity_id"],
    ["identity_edge", "from_id"],
    ["identity_edge", "to_id"],
    ["profile_merge", "kept_id"],
  ] as const)
    await remove(table, column, identityIds);
  await removeDerivedRows(db, shopId, profileIds);
  for (const table of ["membership_change", "profile"])
    await remove(table, "profile_id", profileIds);
}
