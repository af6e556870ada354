import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { lockShop } from "../db/locks.ts";
import {
  addVersions,
  enforceVersions,
  loadPublished,
  type SegmentVersionRow,
} from "../db/segment-versions.ts";
import { addSegments } from "../db/segments.ts";
import { noteChange } from "../db/shop-changes.ts";
import { getShop, type ShopRow } from "../db/shop.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import type { Segment } from "../pipeline/segment/segments.ts";
import { checkSegmentDraft, type CheckedDraft, type SegmentDraft } from "./check-segment-draft.ts";
import { restartBuild, watchNamedTags } from "./restart-build.ts";
import { readDefinition } from "./segment-definition.ts";

export type PublishOutcome =
  | {
      outcome: "published";
      segmentId: number;
      version: number;
      /** What changes who is in it is built first; the version before stays in force until then. */
      isInForce: boolean;
    }
  | { outcome: "nothing-changed"; version: number }
  /** The newest version is not the one that the draft was made from; null: there is none. */
  | { outcome: "stale"; version: number | null }
  | Exclude<CheckedDraft, { outcome: "sound" }>;

/**
 * Publishes a segment's definition. Nobody's membership changes at once: a build computes who belongs by it, while the
 * version before stays in force, and then both change together. A build that is running begins anew with it.
 * @param baseVersion the version that the draft was made from; null: the segment is new
 * @param text the condition as it was written; null: by the form
 * @param isTold whether Flow and Klaviyo are told of who enters and leaves when it comes into force
 */
export async function publishSegment(options: {
  pool: pg.Pool;
  shopId: number;
  handle: string;
  draft: SegmentDraft;
  baseVersion: number | null;
  text: string | null;
  isTold: boolean;
  now: number;
}): Promise<PublishOutcome> {
  const { pool, shopId, handle, draft, baseVersion, text, isTold, now } = options;
  return inTransaction(pool, async (db) => {
    await lockShop(db, "segments", shopId);
    const published = await loadPublished(db, shopId);
    const newest = published.find((row) => row.handle === handle);
    if ((newest?.version ?? null) !== baseVersion) {
      return { outcome: "stale", version: newest?.version ?? null };
    }
    const others = published
      .filter((row) => row.handle !== handle)
      .map((row) => readDefinition(row.definition, row.handle));
    const shop = await getShop(db, shopId);
    const checked = checkSegmentDraft({ handle, draft, others, tagPrefix: shop.tagPrefix });
    if (checked.outcome !== "sound") return checked;
    const before = newest === undefined ? null : readDefinition(newest.definition, handle);
    const { segment } = checked;
    if (newest !== undefined && isDeepStrictEqual(before, segment) && newest.text === text) {
      return { outcome: "nothing-changed", version: newest.version };
    }
    return saveVersion(db, { shop, segment, text, isTold, newest, before, now });
  });
}

async function saveVersion(
  db: Queryable,
  told: {
    shop: ShopRow;
    segment: Segment;
    text: string | null;
    isTold: boolean;
    newest: SegmentVersionRow | undefined;
    before: Segment | null;
    now: number;
  },
): Promise<PublishOutcome> {
  const { shop, segment, text, isTold, newest, before, now } = told;
  const { shopId } = shop;
  const { handle, ...definition } = segment;
  const version = (newest?.version ?? 0) + 1;
  const segmentId =
    newest?.segmentId ?? (await addSegments(db, shopId, [segment])).get(handle) ?? 0;
  const row = { segmentId, version, definition, text, isTold, publishedAt: now };
  await addVersions(db, shopId, [row]);
  // Before the shop is ready nobody is in any segment; and a name decides nobody's membership.
  const isSettled =
    newest !== undefined && newest.inForceAt !== null && !changesMembers(before, segment);
  const isInForce = shop.readyAt === null || isSettled;
  if (isInForce) {
    await enforceVersions(db, shopId, { versions: new Map([[segmentId, version]]), now });
    await watchNamedTags(db, shopId, now);
  } else {
    await restartBuild(db, shopId, now);
  }
  await noteChange(db, shopId, ["segments"]);
  return { outcome: "published", segmentId, version, isInForce };
}

/** Whether a definition differs from the one before in more than words. */
function changesMembers(before: Segment | null, after: Segment): boolean {
  const decisive = (segment: Segment | null) =>
    segment && { ...segment, name: "", description: "" };
  return !isDeepStrictEqual(decisive(before), decisive(after));
}
