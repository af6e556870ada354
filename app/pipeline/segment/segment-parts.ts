import type { Signal } from "../shared/signals.ts";
import { DAY_MS, HOUR_MS } from "../shared/time.ts";
import type { Condition, CountAtom, Duration, Moment, Things } from "./condition-tree.ts";
import { READY_WORDS } from "./ready-words.ts";
import type { ReadyHandle } from "./ready-words.ts";
import type { Segment } from "./segments.ts";

/** A segment that ships, with a tag. */
export interface ReadySegment extends Segment {
  tag: string;
}

/** The parts that definitions in code are put together from. Who does not meet one of these any more leaves at once. */
export const readySegment = (
  told: Pick<ReadySegment, "condition"> & { handle: ReadyHandle },
): ReadySegment => ({
  ...told,
  ...READY_WORDS[told.handle],
  tag: told.handle,
  leaveWhen: null,
  minimumStayMs: 0,
  minimumAbsenceMs: 0,
});

export const allOf = (...of: Condition[]): Condition => ({ kind: "all", of });
export const not = (condition: Condition): Condition => ({ kind: "none", of: [condition] });

export const orders: Things = { kind: "orders", where: [] };
export const signals = (...names: Signal[]): Things => ({
  kind: "signals",
  signals: names,
  where: [],
});
export const first = (of: Things): Moment => ({ kind: "first", of });
export const last = (of: Things): Moment => ({ kind: "last", of });

export const hours = (count: number): Duration & { kind: "fixed" } => ({
  kind: "fixed",
  ms: count * HOUR_MS,
});
/** So many times 24 hours, and not days of the calendar. */
export const fixedDays = (count: number): Duration & { kind: "fixed" } => ({
  kind: "fixed",
  ms: count * DAY_MS,
});
export const typicalGaps = (times: number): Duration => ({ kind: "typical-gaps", times });
export const longestOf = (...of: Duration[]): Duration => ({ kind: "longest-of", of });

export const atLeastAgo = (moment: Moment, duration: Duration): Condition => ({
  kind: "since",
  moment,
  comparison: "at-least",
  duration,
});
export const lessThanAgo = (moment: Moment, duration: Duration): Condition => ({
  kind: "since",
  moment,
  comparison: "less-than",
  duration,
});
export const followedByNone = (moment: Moment, ...by: Things[]): Condition => ({
  kind: "sequence",
  moment,
  followed: "none",
  by,
  within: null,
});
export const atLeast = (
  count: number,
  of: Things,
  rest: Partial<Pick<CountAtom, "window" | "each">> = {},
): Condition => ({
  kind: "count",
  of,
  each: null,
  window: null,
  comparison: "at-least",
  count,
  ...rest,
});

/** The order as a signal stays when the order is cancelled: who cancels did not forget a cart. */
export const BOUGHT = [signals("order_placed"), orders] as const;
