import type pg from "pg";
import { loadPublished, loadVersions } from "../db/segment-versions.ts";
import { publishSegment, type PublishOutcome } from "./publish-segment.ts";
import { readDefinition } from "./segment-definition.ts";

export type RestoreOutcome = PublishOutcome | { outcome: "unknown-version" };

/** Publishes an earlier version of a segment once more, as its newest: nothing of what was between is lost. */
export async function restoreSegmentVersion(options: {
  pool: pg.Pool;
  shopId: number;
  handle: string;
  version: number;
  now: number;
}): Promise<RestoreOutcome> {
  const { pool, shopId, handle, version, now } = options;
  const newest = (await loadPublished(pool, shopId)).find((row) => row.handle === handle);
  if (newest === undefined) return { outcome: "unknown-version" };
  const versions = await loadVersions(pool, shopId, newest.segmentId);
  const wanted = versions.find((row) => row.version === version);
  if (wanted === undefined) return { outcome: "unknown-version" };
  const { handle: _, ...draft } = readDefinition(wanted.definition, handle);
  const { text } = wanted;
  return publishSegment({
    ...{ pool, shopId, handle, draft, text, now },
    isTold: false,
    baseVersion: newest.version,
  });
}
