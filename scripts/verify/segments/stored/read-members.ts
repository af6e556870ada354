import type { StoredShop } from "./deliver.ts";

/** A profile as it is stored after a look. */
export interface StoredProfile {
  customerId: string | null;
  /** Browsers of the profile. */
  clientIds: string[];
  /** The handles of the segments that it is in. */
  handles: string[];
  /** When it is looked at next if nothing happens; null: not before something does. */
  dueAt: number | null;
}

const SELECT = `SELECT customer_id AS "customerId", due_at AS "dueAt",
    ARRAY(SELECT key FROM identity WHERE identity.shop_id = $1
      AND identity.profile_id = profile.profile_id AND kind = 'client') AS "clientIds",
    ARRAY(SELECT handle FROM segment_membership JOIN segment USING (shop_id, segment_id)
      WHERE segment_membership.shop_id = $1 AND segment_membership.profile_id = profile.profile_id) AS handles
  FROM profile WHERE shop_id = $1`;

/** The profiles that were looked at at an instant, with their memberships. */
export async function readMembers(
  { pool, shopId }: StoredShop,
  scoredAt: number,
): Promise<StoredProfile[]> {
  const { rows } = await pool.query<StoredProfile>(`${SELECT} AND scored_at = $2`, [
    shopId,
    new Date(scoredAt),
  ]);
  return rows;
}

/** All profiles, whenever they were looked at last. */
export async function readEverybody({ pool, shopId }: StoredShop): Promise<StoredProfile[]> {
  const { rows } = await pool.query<StoredProfile>(SELECT, [shopId]);
  return rows;
}

/** When the next profile is due; null: none is. */
export async function readNextDue({ pool, shopId }: StoredShop): Promise<number | null> {
  const { rows } = await pool.query<{ dueAt: number | null }>(
    `SELECT min(due_at) AS "dueAt" FROM profile WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0]?.dueAt ?? null;
}
