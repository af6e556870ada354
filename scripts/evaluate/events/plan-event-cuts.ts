import type { VisitorLog } from "../../../app/pipeline/predict/visitors/event-log.ts";
import type { Span } from "../../../app/pipeline/predict/visitors/plan-spans.ts";
import { DAY_MS, dayOf, dayStart } from "../../../app/pipeline/shared/time.ts";

/** The last quarter of the time is the test. */
const LEARNED_SHARE = 0.75;

/** A log so long is cut at a midnight: nothing is lost by it, and the cut can be asked for as a date. */
const LONG_LOG_MS = 8 * DAY_MS;

/**
 * The spans that are tested, each from its cut to the next or to the end of the log: by the cuts asked for, or by one.
 *
 * @throws Error that says what the log reaches over, where it is empty or a cut lies outside
 */
export function planEventCuts(log: VisitorLog, asked: readonly number[]): Span[] {
  const first = log.at[log.byTime[0] ?? -1];
  const last = log.at[log.byTime.at(-1) ?? -1];
  if (first === undefined || last === undefined || first === last)
    throw new Error("The log holds no events over any time: there is nothing to predict");
  const outside = asked.find((cut) => cut <= first || cut >= last);
  if (outside !== undefined)
    throw new Error(
      `--cuts ${instantText(outside)} lies outside the log, which goes from ${instantText(first)} to ${instantText(last)}`,
    );
  const cuts = asked.length > 0 ? asked : [usualCut(first, last)];
  return cuts.map((from, place) => ({ from, until: cuts[place + 1] ?? last }));
}

function usualCut(first: number, last: number): number {
  const cut = Math.floor(first + LEARNED_SHARE * (last - first));
  return last - first >= LONG_LOG_MS ? dayStart(dayOf(cut)) : cut;
}

/** An instant as a date where it is a midnight, as `--cuts` takes it, else to the millisecond. */
export function instantText(instant: number): string {
  const text = new Date(instant).toISOString();
  return instant % DAY_MS === 0 ? text.slice(0, 10) : text;
}
