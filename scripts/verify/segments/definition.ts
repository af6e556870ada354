import type { Condition } from "../../../app/pipeline/segment/condition-tree.ts";

/** A segment as both sides are given it. One may refer to those before it in a list. */
export interface Definition {
  handle: string;
  condition: Condition;
  /** null: a member stays until the condition is not met any more. */
  leaveWhen: Condition | null;
  minimumStayMs: number;
  minimumAbsenceMs: number;
}
