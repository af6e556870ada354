import { isDeepStrictEqual } from "node:util";
import {
  addVersions,
  enforceVersions,
  loadPublished,
  type SegmentVersionRow,
} from "../db/segment-versions.ts";
import { getShop } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { FORMER_SEGMENTS, type FormerSegment } from "../pipeline/segment/former-segments.ts";
import { restartBuild } from "./restart-build.ts";
import { readDefinition } from "./segment-definition.ts";

/** Whether a shop was asked about every ready segment that has become another one since it was first shipped. */
export const isUpgraded = (given: readonly string[]): boolean =>
  FORMER_SEGMENTS.every(({ mark }) => given.includes(mark));

/**
 * Publishes the newer definitions of ready segments that stand as an earlier release shipped them; one of which a
 * merchant changed a word is theirs. They keep the tag that they have, or none. The caller notes the marks, and holds the
 * shop's lock on segments alone.
 */
export async function upgradeReadySegments(
  db: Queryable,
  shopId: number,
  told: { given: readonly string[]; now: number },
): Promise<void> {
  const { given, now } = told;
  for (const change of FORMER_SEGMENTS) {
    if (given.includes(change.mark)) continue;
    const published = await loadPublished(db, shopId);
    const row = published.find(({ handle }) => handle === change.former.handle);
    if (row !== undefined) await upgrade(db, shopId, { row, change, now });
  }
}

async function upgrade(
  db: Queryable,
  shopId: number,
  told: { row: SegmentVersionRow; change: FormerSegment; now: number },
): Promise<void> {
  const { row, change, now } = told;
  const { segmentId, handle } = row;
  const own = readDefinition(row.definition, handle);
  // Beyond the most tags that a shop may have a segment is given without one.
  if (own.tag !== null && own.tag !== change.former.tag) return;
  if (!isDeepStrictEqual(own, { ...change.former, tag: own.tag })) return;
  const { handle: _, ...definition } = { ...change.now, tag: own.tag };
  const version = row.version + 1;
  const next = { segmentId, version, definition, text: null, isTold: false, publishedAt: now };
  await addVersions(db, shopId, [next]);
  const { readyAt } = await getShop(db, shopId);
  const versions = new Map([[segmentId, version]]);
  if (readyAt === null) await enforceVersions(db, shopId, { versions, now });
  else await restartBuild(db, shopId, now);
}
