import type { Instant } from "../pipeline/shared/time.ts";

/** How far a segment is between what was published and who is in it. */
export type SegmentState =
  | { kind: "in-force" }
  | {
      kind: "building";
      /** Nothing of it is in force yet; else the version before is. */
      isFirst: boolean;
      /** Profiles that are judged, and all of them; of all segments that are built together. */
      done: number;
      total: number;
      /** When the first of them were judged; null: none yet. */
      judgingSince: Instant | null;
    };

/** What the state is read from, as columns of a row of `segment` joined by `STATE_JOIN`. */
export interface StateColumns {
  isFirst: boolean;
  buildDone: number | null;
  buildTotal: number | null;
  buildJudgingSince: Instant | null;
}

export const STATE_COLUMNS = `segment.version IS NULL AS "isFirst", build.done AS "buildDone",
  build.total AS "buildTotal", build.judging_since AS "buildJudgingSince"`;

export const STATE_JOIN = `LEFT JOIN segment_build AS build
  ON build.shop_id = segment.shop_id AND build.targets ? segment.segment_id::text`;

export function stateOf(row: StateColumns): SegmentState {
  const { isFirst, buildDone, buildTotal, buildJudgingSince: judgingSince } = row;
  if (buildDone === null || buildTotal === null) return { kind: "in-force" };
  // Profiles that came since it began are judged, too.
  const total = Math.max(buildTotal, buildDone);
  return { kind: "building", isFirst, done: buildDone, total, judgingSince };
}
