import type { Condition } from "./condition-tree.ts";
import { parseCondition } from "./read-condition.ts";
import type { SegmentRule } from "./segments.ts";

/** What a row holds of a segment's rule; what is not there is as if the segment did without. */
interface StoredRule {
  handle: string;
  condition: unknown;
  leaveWhen?: unknown;
  minimumStayMs?: number;
  minimumAbsenceMs?: number;
}

/**
 * Segments as stored, their conditions read; what else a row holds is kept.
 * @throws Error that names the segment and the places in its conditions that cannot be read
 */
export function parseSegments<Row extends StoredRule>(
  rows: readonly Row[],
): (Omit<Row, keyof SegmentRule> & SegmentRule)[] {
  return rows.map((row) => ({
    ...row,
    condition: parseCondition(row.condition, `segment ${row.handle}`),
    leaveWhen: parseLeaveWhen(row),
    minimumStayMs: row.minimumStayMs ?? 0,
    minimumAbsenceMs: row.minimumAbsenceMs ?? 0,
  }));
}

function parseLeaveWhen({ handle, leaveWhen }: StoredRule): Condition | null {
  if (leaveWhen === undefined || leaveWhen === null) return null;
  return parseCondition(leaveWhen, `segment ${handle}, leaving`);
}
