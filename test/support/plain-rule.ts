import type { Condition } from "../../app/pipeline/segment/condition-tree.ts";
import type { SegmentRule } from "../../app/pipeline/segment/segments.ts";

/** A segment whose members come and go with one condition, at once. */
export const plainRule = (condition: Condition): Omit<SegmentRule, "handle"> => ({
  condition,
  leaveWhen: null,
  minimumStayMs: 0,
  minimumAbsenceMs: 0,
});
