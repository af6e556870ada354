import type { MicroPoints } from "../pipeline/score/micro-points.ts";
import type { ScoreName } from "../pipeline/score/scores.ts";
import { bigintArray } from "./binary-arrays.ts";
import type { Queryable } from "./transaction.ts";

export interface DueProfile {
  profileId: number;
  customerId: string | null;
  isCustomerDeleted: boolean;
  /** The last day of which its history stands; null: none. */
  historyDay: number | null;
  /** The scores of the last scoring; null: unknown, or never scored. */
  before: Record<ScoreName, MicroPoints | null>;
  /** Which thresholds they are said to be above, packed; null: nothing was said yet. */
  levels: number | null;
}

type ClaimedRow = Omit<DueProfile, "before"> & DueProfile["before"];

/**
 * Claims profiles whose own due-time has come, until the transaction ends; another worker passes over them. Those that were due
 * when everybody became due are among the ranges (due-ranges.ts), and are not claimed here as well.
 */
export async function claimDueProfiles(
  db: Queryable,
  shopId: number,
  claim: { now: number; limit: number },
): Promise<DueProfile[]> {
  const sql = claiming(`due_at <= $2 AND due_at > COALESCE(
    (SELECT min(due_at) FROM due_range WHERE shop_id = $1 AND due_at <= $2), '-infinity')
    ORDER BY due_at LIMIT $3`);
  return readClaimed(await db.query<ClaimedRow>(sql, [shopId, new Date(claim.now), claim.limit]));
}

/** The same for named ones, whenever they are due: without those that another worker holds. */
export async function claimProfiles(
  db: Queryable,
  shopId: number,
  profileIds: readonly number[],
): Promise<DueProfile[]> {
  const sql = claiming("profile_id = ANY($2::bigint[]) ORDER BY profile_id");
  return readClaimed(await db.query<ClaimedRow>(sql, [shopId, bigintArray([...profileIds])]));
}

/** Nothing is joined before they are claimed: it would be joined to all that others hold as well. */
const claiming = (which: string): string => `
  WITH claimed AS MATERIALIZED (
    SELECT profile_id, customer_id, history_day, levels, intent, engagement, value, behavior
    FROM profile WHERE shop_id = $1 AND ${which} FOR UPDATE SKIP LOCKED)
  SELECT profile_id AS "profileId", customer_id AS "customerId", history_day AS "historyDay", levels,
    deleted_at IS NOT NULL AS "isCustomerDeleted", intent, engagement, value, behavior
  FROM claimed LEFT JOIN LATERAL (
    SELECT deleted_at FROM customer
    WHERE customer.shop_id = $1 AND customer.customer_id = claimed.customer_id OFFSET 0) AS known ON true`;

const readClaimed = ({ rows }: { rows: ClaimedRow[] }): DueProfile[] =>
  rows.map(({ intent, engagement, value, behavior, ...profile }) => ({
    ...profile,
    before: { intent, engagement, value, behavior },
  }));

/** Puts the next look at a profile off; its scores stay as they are. */
export async function postponeProfile(
  db: Queryable,
  shopId: number,
  { profileId, dueAt }: { profileId: number; dueAt: number },
): Promise<void> {
  await db.query("UPDATE profile SET due_at = $3 WHERE shop_id = $1 AND profile_id = $2", [
    shopId,
    profileId,
    new Date(dueAt),
  ]);
}
