import type pg from "pg";
import { lockShop } from "../db/locks.ts";
import { makeAllProfilesDue } from "../db/due-ranges.ts";
import { addVersions, enforceVersions, loadPublished } from "../db/segment-versions.ts";
import { addSegments, findGivenSegments, noteGivenSegments } from "../db/segments.ts";
import { getShop } from "../db/shop.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { MAX_SEGMENTS_WITH_TAG } from "../pipeline/activate/tag-plan.ts";
import { DEFAULT_SEGMENTS } from "../pipeline/segment/default-segments.ts";
import { FORMER_SEGMENTS } from "../pipeline/segment/former-segments.ts";
import type { Segment } from "../pipeline/segment/segments.ts";
import { readDefinition } from "./segment-definition.ts";
import { restartBuild } from "./restart-build.ts";
import { isUpgraded, upgradeReadySegments } from "./upgrade-ready-segments.ts";

const FIRST_VERSION = 1;

/**
 * Gives a shop the ready segments that it was never given, whatever the app's version when it was installed, and the
 * newer definitions of those that stand as they were given. What a merchant has edited or deleted is left alone. Where nobody is in any segment yet they are in force at once, else
 * they are built as everything that is published.
 */
export async function ensureReadySegments(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
}): Promise<void> {
  const { pool, shopId, now } = options;
  const { given, unversioned } = await findGivenSegments(pool, shopId);
  const isComplete = DEFAULT_SEGMENTS.every(({ handle }) => given.includes(handle));
  if (isComplete && isUpgraded(given) && unversioned.length === 0) return;
  await inTransaction(pool, (db) => giveReadySegments(db, shopId, now));
}

/** The same in the caller's transaction. */
export async function giveReadySegments(db: Queryable, shopId: number, now: number): Promise<void> {
  await lockShop(db, "segments", shopId);
  const { given, unversioned } = await findGivenSegments(db, shopId);
  await takeUnversioned(db, { shopId, now, unversioned });
  const known = [...given, ...unversioned.map(({ handle }) => handle)];
  const missing = DEFAULT_SEGMENTS.filter(({ handle }) => !known.includes(handle));
  await upgradeReadySegments(db, shopId, { given, now });
  const marks = FORMER_SEGMENTS.map(({ mark }) => mark);
  const handles = missing.map(({ handle }) => handle);
  await noteGivenSegments(db, shopId, [...new Set([...known, ...handles, ...marks])]);
  await addMissing(db, { shopId, now, missing });
}

/** What stood before there were versions nobody had edited: the ready segments' own conditions, in other words. */
async function takeUnversioned(
  db: Queryable,
  told: { shopId: number; now: number; unversioned: { segmentId: number; handle: string }[] },
): Promise<void> {
  const { shopId, now } = told;
  const known = told.unversioned.flatMap(({ segmentId, handle }) => {
    const ready = DEFAULT_SEGMENTS.find((segment) => segment.handle === handle);
    return ready === undefined ? [] : [{ segmentId, segment: ready }];
  });
  if (known.length === 0) return;
  await publish(db, shopId, { segments: known, now });
  await enforceVersions(db, shopId, {
    versions: new Map(known.map(({ segmentId }) => [segmentId, FIRST_VERSION])),
    now,
  });
  await makeAllProfilesDue(db, shopId, now);
}

async function addMissing(
  db: Queryable,
  told: { shopId: number; now: number; missing: readonly Segment[] },
): Promise<void> {
  const { shopId, now } = told;
  const published = await loadPublished(db, shopId);
  const own = published.map(({ definition, handle }) => readDefinition(definition, handle));
  const free = MAX_SEGMENTS_WITH_TAG - own.filter(({ tag }) => tag !== null).length;
  const taken = new Set(own.map(({ handle }) => handle));
  const wanted = told.missing
    .filter(({ handle }) => !taken.has(handle))
    // A merchant's own tags come first: beyond the most that a shop may have, a segment goes without.
    .map((segment, index) => (index < free ? segment : { ...segment, tag: null }));
  if (wanted.length === 0) return;
  const ids = await addSegments(db, shopId, wanted);
  const segments = wanted.flatMap((segment) => {
    const segmentId = ids.get(segment.handle);
    return segmentId === undefined ? [] : [{ segmentId, segment }];
  });
  await publish(db, shopId, { segments, now });
  const { readyAt } = await getShop(db, shopId);
  const versions = new Map(segments.map(({ segmentId }) => [segmentId, FIRST_VERSION]));
  if (readyAt === null) await enforceVersions(db, shopId, { versions, now });
  else await restartBuild(db, shopId, now);
}

async function publish(
  db: Queryable,
  shopId: number,
  told: { segments: readonly { segmentId: number; segment: Segment }[]; now: number },
): Promise<void> {
  await addVersions(
    db,
    shopId,
    told.segments.map(({ segmentId, segment: { handle: _, ...definition } }) => ({
      segmentId,
      version: FIRST_VERSION,
      definition,
      text: null,
      isTold: false,
      publishedAt: told.now,
    })),
  );
}
