import type { Instant } from "../../shared/time.ts";
import { walkLog } from "../visitors/walk-log.ts";
import type { PreparedLog } from "../visitors/walk-log.ts";
import type { VisitorState } from "../visitors/visitor-state.ts";
import { describeNewcomer, NEWCOMER_FEATURES } from "./newcomer-features.ts";

/** People who had never ordered, as of a cut, and whether they did within the horizon after it. */
export interface NewcomerRows {
  columns: Float64Array[];
  outcomes: Float64Array;
}

/**
 * Everybody who was in the shop within a while before a cut and had not ordered by then, one row each. `hadOrdered[v]`
 * is 1 where visitor v ordered before the log begins.
 */
export function takeNewcomers(
  prepared: PreparedLog,
  input: { cut: Instant; horizonMs: number; memoryMs: number; hadOrdered: Uint8Array },
): NewcomerRows {
  const { cut, horizonMs, memoryMs, hadOrdered } = input;
  const { log, nextAt, points } = prepared;
  const rows: Float64Array[] = [];
  const outcomes: number[] = [];
  const take = (row: number, state: VisitorState): void => {
    const { last } = state;
    if (last === null || cut - last.at > memoryMs) return;
    if (state.purchases > 0 || hadOrdered[log.visitor[row] ?? 0] === 1) return;
    rows.push(describeNewcomer({ state, points, asOf: cut }));
    outcomes.push((nextAt[row] ?? Infinity) < cut + horizonMs ? 1 : 0);
  };
  let latest: { row: number; state: VisitorState } | null = null;
  walkLog(
    prepared,
    (row, state) => {
      // A visitor's state is one object throughout: another one is another visitor.
      if (latest !== null && latest.state !== state) take(latest.row, latest.state);
      latest = { row, state };
    },
    cut,
  );
  const left = latest as { row: number; state: VisitorState } | null;
  if (left !== null) take(left.row, left.state);
  return {
    columns: NEWCOMER_FEATURES.map((_, place) =>
      Float64Array.from(rows, (features) => features[place] ?? 0),
    ),
    outcomes: Float64Array.from(outcomes),
  };
}
