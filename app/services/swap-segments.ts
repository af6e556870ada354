import { TARGETS } from "../db/announcements.ts";
import { closeBuild, type SegmentBuild } from "../db/segment-builds.ts";
import { enforceVersions, findTold } from "../db/segment-versions.ts";
import { loadSegments } from "../db/segments.ts";
import type { ShopRow } from "../db/shop.ts";
import { correctPrepared } from "../db/prepare-memberships.ts";
import { applyCandidates, loadMovedProfiles } from "../db/swap-memberships.ts";
import { saveDesiredTags } from "../db/tag-states.ts";
import type { Queryable } from "../db/transaction.ts";
import { desiredTags } from "../pipeline/activate/tag-plan.ts";
import { findListeners } from "./find-listeners.ts";

/** Profiles whose tags are computed together. */
const PAGE = 5000;

/**
 * Puts what was built into force: definitions, memberships and desired tags change together. The caller holds the
 * shop's lock on segments alone, so that nobody is scored meanwhile.
 */
export async function swapSegments(
  db: Queryable,
  swap: {
    shop: ShopRow;
    build: SegmentBuild;
    /** Segments whose members were prepared in this transaction. */
    prepared: number[];
    now: number;
  },
): Promise<void> {
  const { shop, build, prepared, now } = swap;
  const { shopId } = shop;
  const before = new Map(
    (await loadSegments(db, shopId)).map(({ segmentId, tag }) => [segmentId, tag]),
  );
  await enforceVersions(db, shopId, { versions: build.targets, now });
  const told = await findTold(db, shopId, build.targets);
  const listeners = told.length === 0 ? null : await findListeners(db, shopId);
  if (prepared.length > 0) await correctPrepared(db, shopId, prepared);
  await applyCandidates(db, shopId, {
    at: now,
    prepared,
    told,
    listeners: TARGETS.map((target) => ({
      target,
      entered: listeners?.[target].has("entered") ?? false,
      left: listeners?.[target].has("left") ?? false,
    })),
  });
  const after = await loadSegments(db, shopId);
  const retagged = after.filter(
    ({ segmentId, tag }) => before.has(segmentId) && before.get(segmentId) !== tag,
  );
  await wishTags(db, {
    shop,
    segments: after,
    moved: after.filter(({ tag }) => tag !== null).map(({ segmentId }) => segmentId),
    membersOf: retagged.map(({ segmentId }) => segmentId),
    now,
  });
  await closeBuild(db, shopId);
}

/** Sets the tags that customers should carry whom a change of segments concerns. */
export async function wishTags(
  db: Queryable,
  wish: {
    shop: ShopRow;
    segments: readonly { segmentId: number; handle: string; tag: string | null }[];
    /** Segments into or out of which a build moves customers, and those whose members are all concerned. */
    moved: number[];
    membersOf: number[];
    now: number;
  },
): Promise<void> {
  const { shop, moved, membersOf, now } = wish;
  const { segments } = wish;
  const handles = new Map(segments.map(({ segmentId, handle }) => [segmentId, handle]));
  for (let after = -1; ;) {
    const page = { moved, membersOf, after, limit: PAGE };
    const profiles = await loadMovedProfiles(db, shop.shopId, page);
    const last = profiles.at(-1);
    if (last === undefined) return;
    const rows = profiles.flatMap(({ customerId, segmentIds }) => {
      if (customerId === null) return [];
      const memberships = Object.fromEntries(
        segmentIds.flatMap((id) => {
          const handle = handles.get(id);
          return handle === undefined ? [] : [[handle, { member: true }] as const];
        }),
      );
      const desired = desiredTags({ memberships, segments, prefix: shop.tagPrefix });
      return [{ customerId, desired }];
    });
    await saveDesiredTags(db, shop.shopId, rows, now);
    after = last.profileId;
  }
}
