import { claimDueProfiles, type DueProfile } from "../db/due-profiles.ts";
import { claimDueRange, findDueRangesSince } from "../db/due-ranges.ts";
import type { Queryable } from "../db/transaction.ts";

/** Whom a batch looks for first: those whose own due-time has come, or those whom something made due all at once. */
export type ClaimOrder = "own-time-first" | "range-first";

export interface Claimed {
  profiles: DueProfile[];
  /** Who is due beside them, as far as is known: more by their own time, perhaps others of ranges, nobody. */
  left: "more-due" | "others-due" | "nobody-due";
}

/** Claims profiles of one kind, or where there are none, of the other: a batch with a faulty one is cut down by its own kind alone. */
export async function claimProfilesInOrder(
  db: Queryable,
  shopId: number,
  {
    order = "own-time-first",
    ...claim
  }: { now: number; limit: number; order?: ClaimOrder | undefined },
): Promise<Claimed> {
  // Who was due before everybody became due is in the ranges, and is not claimed twice. A statement of its own: within the other one
  // row security would not let the index begin there.
  const after = await findDueRangesSince(db, shopId, claim.now);
  const byOwnTime = async (): Promise<Claimed> => {
    const profiles = await claimDueProfiles(db, shopId, { ...claim, after });
    return { profiles, left: profiles.length === claim.limit ? "more-due" : "nobody-due" };
  };
  const byRange = async (): Promise<Claimed> => ({
    profiles: after === null ? [] : await claimDueRange(db, shopId, claim),
    left: "others-due",
  });
  const kinds = order === "own-time-first" ? [byOwnTime, byRange] : [byRange, byOwnTime];
  for (const claimKind of kinds) {
    const claimed = await claimKind();
    if (claimed.profiles.length > 0) return claimed;
  }
  return { profiles: [], left: "nobody-due" };
}
