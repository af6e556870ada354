import type pg from "pg";
import type { Condition } from "../../app/pipeline/segment/condition-tree.ts";
import { buildSegments } from "../../app/services/build-segments.ts";
import type { SegmentDraft } from "../../app/services/check-segment-draft.ts";
import { publishSegment, type PublishOutcome } from "../../app/services/publish-segment.ts";

export const draftOf = (condition: Condition, more: Partial<SegmentDraft> = {}): SegmentDraft => ({
  name: "A segment",
  description: "For a test.",
  tag: null,
  condition,
  leaveWhen: null,
  minimumStayMs: 0,
  minimumAbsenceMs: 0,
  ...more,
});

/** Has ordered at least so often, ever. */
export const orderedAtLeast = (count: number): Condition => ({
  kind: "count",
  of: { kind: "orders", where: [] },
  each: null,
  window: null,
  comparison: "at-least",
  count,
});

interface Work {
  pool: pg.Pool;
  shopId: number;
  now: number;
}

export const publish = (
  work: Work,
  told: {
    handle: string;
    draft: SegmentDraft;
    baseVersion?: number | null;
    text?: string | null;
    isTold?: boolean;
  },
): Promise<PublishOutcome> =>
  publishSegment({ baseVersion: null, text: null, isTold: false, ...told, ...work });

/** Builds until everything that is published is in force. @returns how many profiles were judged */
export async function buildAll(work: Work, limit = 100): Promise<number> {
  let profiles = 0;
  for (;;) {
    const result = await buildSegments({ ...work, limit });
    if (result.outcome !== "judged") return profiles;
    profiles += result.profiles;
  }
}
