import { findBuild } from "../db/segment-builds.ts";
import { loadPublished } from "../db/segment-versions.ts";
import { loadSegments, type SegmentRow } from "../db/segments.ts";
import type { Queryable } from "../db/transaction.ts";
import { parseSegments } from "../pipeline/segment/definition.ts";
import { referencesOf } from "../pipeline/segment/order-segments.ts";
import { requirementsOf, type Requirements } from "../pipeline/segment/requirements.ts";
import type { SegmentRule } from "../pipeline/segment/segments.ts";
import { readDefinition } from "./segment-definition.ts";

/** A segment with its rule read. */
export type ShopSegment = Omit<SegmentRow, keyof SegmentRule> & SegmentRule;

export interface ShopSegments {
  /** By the definitions that are in force, in the order of their numbers. */
  inForce: readonly ShopSegment[];
  /** What is being built; null: nothing. */
  build: {
    /** Those that are built by their new definitions, and those that name them, directly or through others. */
    segments: readonly ShopSegment[];
    /** Profiles up to this one are judged by both; null: none yet. */
    cursor: number | null;
  } | null;
  /** What judging by any of these definitions needs. */
  requirements: Requirements;
}

/** A shop's segments as they are in force and as they are being built. */
export async function loadShopSegments(db: Queryable, shopId: number): Promise<ShopSegments> {
  const inForce = parseSegments(await loadSegments(db, shopId));
  const build = await findBuild(db, shopId);
  if (build === null) return { inForce, build, requirements: requirementsOfAll(inForce) };
  const published = await loadPublished(db, shopId);
  const built = published
    .filter(({ segmentId, version }) => build.targets.get(segmentId) === version)
    .map(({ segmentId, handle, version, definition }) => ({
      segmentId,
      version,
      ...readDefinition(definition, handle),
    }));
  return {
    inForce,
    build: { segments: withDependents(built, inForce), cursor: build.cursor },
    requirements: requirementsOfAll([...inForce, ...built]),
  };
}

/** Segments, and those of others that name them, directly or through others: they may change with them. */
function withDependents(
  built: readonly ShopSegment[],
  others: readonly ShopSegment[],
): ShopSegment[] {
  const found = new Map(built.map((segment) => [segment.handle, segment]));
  const ids = new Set(built.map(({ segmentId }) => segmentId));
  const left = others.filter(({ segmentId }) => !ids.has(segmentId));
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const segment of left) {
      if (referencesOf(segment).some((handle) => found.has(handle))) {
        found.set(segment.handle, segment);
      }
    }
  }
  return [...found.values()];
}

export function requirementsOfAll(
  segments: readonly Pick<SegmentRule, "condition" | "leaveWhen">[],
): Requirements {
  return requirementsOf(
    segments.flatMap(({ condition, leaveWhen }) =>
      leaveWhen === null ? [condition] : [condition, leaveWhen],
    ),
  );
}
