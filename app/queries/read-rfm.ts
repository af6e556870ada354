import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { RfmGroup } from "../pipeline/shared/rfm-group-names.ts";
import type { Fifth } from "../pipeline/score/rfm-groups.ts";
import { dayStart, type Instant } from "../pipeline/shared/time.ts";

/** A customer's recency, frequency and money against the shop. */
export interface CustomerRfm {
  /** Null: the customer has no order that counts, or the shop fewer than five customers with one. */
  classes: { recency: Fifth; frequency: Fifth; monetary: Fifth } | null;
  group: RfmGroup | null;
  /** The groups of the past year at midnights, the newest first: each since an instant. */
  history: { group: RfmGroup | null; since: Instant }[];
}

const HISTORY_LIMIT = 12;

interface ClassRow {
  recency: Fifth | null;
  frequency: Fifth | null;
  monetary: Fifth | null;
  group: RfmGroup | null;
}

/** @param profileId a profile that exists */
export async function readRfm(
  { shopId, profileId }: { shopId: number; profileId: number },
  db: Queryable = getPool(),
): Promise<CustomerRfm> {
  const [{ rows }, changes] = await Promise.all([
    db.query<ClassRow>(
      `SELECT recency, frequency, monetary, rfm_group AS "group" FROM profile
       WHERE shop_id = $1 AND profile_id = $2`,
      [shopId, profileId],
    ),
    db.query<{ group: RfmGroup | null; day: number }>(
      `SELECT to_group AS "group", day FROM rfm_change WHERE shop_id = $1 AND profile_id = $2
       ORDER BY day DESC LIMIT $3`,
      [shopId, profileId, HISTORY_LIMIT],
    ),
  ]);
  const { recency = null, frequency = null, monetary = null, group = null } = rows[0] ?? {};
  return {
    classes:
      recency === null || frequency === null || monetary === null
        ? null
        : { recency, frequency, monetary },
    group,
    history: changes.rows.map((row) => ({ group: row.group, since: dayStart(row.day) })),
  };
}
