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
 * Claims profiles whose own due-time has come, until the transaction ends; another worker passes over them.
 * @param claim.after those that are due since later than this; null: since whenever
 */
export async function claimDueProfiles(
  db: Queryable,
  shopId: number,
  claim: { now: number; limit: number; after: number | null },
): Promise<DueProfile[]> {
  const after = claim.after === null ? "-infinity" : new Date(claim.after);
  const sql = claiming("due_at <= $2 AND due_at > $4 ORDER BY due_at LIMIT $3");
  const values = [shopId, new Date(claim.now), claim.limit, after];
  return readClaimed(await db.query<ClaimedRow>(sql, values));
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
