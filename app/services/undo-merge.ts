import type pg from "pg";
import { findIdentities } from "../db/identities.ts";
import { lockShop } from "../db/locks.ts";
import { cutLink, findProfileMerge } from "../db/profile-merges.ts";
import { removeEmptyProfiles, touchProfiles } from "../db/profiles.ts";
import { announceDue } from "../db/shop-work.ts";
import { inTransaction } from "../db/transaction.ts";
import { settleIdentities } from "./settle-identities.ts";
import { noteSince, type Since } from "./since.ts";

export type UndoMergeOutcome =
  /** Both profiles are again what they were without the link. */
  | "undone"
  /** The link is cut; others, told since or before, still make the two one person. */
  | "still-joined"
  | "already-undone"
  | "unknown-merge";

/**
 * Takes a merge back: the link behind it is cut for good, also where it is told again. Rows of behavior hang
 * on ids and never moved, so both people have exactly what they had.
 */
export async function undoMerge(options: {
  pool: pg.Pool;
  shopId: number;
  mergeId: number;
  now: number;
}): Promise<UndoMergeOutcome> {
  const { shopId, mergeId, now } = options;
  return inTransaction(options.pool, async (db) => {
    await lockShop(db, "ingest", shopId);
    const merge = await findProfileMerge(db, shopId, mergeId);
    if (merge === null) return "unknown-merge";
    if (merge.undoneAt !== null) return "already-undone";
    const { fromId, toId } = merge;
    await cutLink(db, shopId, { fromId, toId, now });
    const changed = new Set<number>();
    const since: Since = new Map();
    for (const identityId of [fromId, toId]) {
      const settled = await settleIdentities(db, shopId, { identityIds: [identityId], now });
      for (const profileId of settled.changed) changed.add(profileId);
      for (const [profileId, at] of settled.since) noteSince(since, profileId, at);
    }
    const ends = await findIdentities(db, shopId, [fromId, toId]);
    const profileIds = new Set(ends.map((row) => row.profileId));
    const touched = [...new Set([...changed, ...profileIds])];
    await touchProfiles(
      db,
      shopId,
      touched.map((profileId) => ({ profileId, since: since.get(profileId) ?? null })),
      now,
    );
    await removeEmptyProfiles(db, shopId, [...changed]);
    await announceDue(db, shopId, now);
    return profileIds.size === 1 ? "still-joined" : "undone";
  });
}
