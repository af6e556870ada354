import type { Queryable } from "./transaction.ts";

/**
 * Tables whose rows were computed for a profile and mean nothing without it: whoever removes or empties profiles removes them
 * from each. `membership_change` is none: it is the history of the segments too. Nor is `rfm_change`, which is told of orders, of
 * deleted customers too, and stays as long as these do: taken out here it would be told again with the next order that is late.
 * Both go when a person is erased.
 */
export const DERIVED_TABLES = ["segment_membership", "segment_candidate", "score_history"] as const;

/** Removes all that was derived for some profiles. */
export async function removeDerivedRows(
  db: Queryable,
  shopId: number,
  profileIds: readonly number[],
): Promise<void> {
  for (const table of DERIVED_TABLES) {
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])`, [
      shopId,
      profileIds,
    ]);
  }
}
