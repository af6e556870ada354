import type { ShopBenchmarks } from "../score/benchmarks.ts";
import type { Duration, SinceAtom } from "./condition.ts";
import { momentAt } from "./moment-at.ts";
import type { Prepared, Verdict } from "./verdict.ts";
import { describeAgo, describeDuration, describeMoment } from "./words.ts";

/** Time only passes: "at least" begins when the duration is over, "at most" ends just after it. */
export function judgeSince(atom: SinceAtom, prepared: Prepared): Verdict {
  const { moment, comparison, duration } = atom;
  const at = momentAt(moment, prepared);
  if (at === null) return { met: false, reason: `no ${describeMoment(moment)}`, nextFlip: null };

  const limit = resolveDuration(duration, prepared.benchmarks);
  const passed = prepared.asOf - at;
  const met = comparison === "at-least" ? passed >= limit : passed <= limit;
  const relation = comparison === "at-least" ? ["less than", "at least"] : ["more than", "at most"];
  const flipsAt = comparison === "at-least" ? at + limit : at + limit + 1;
  return {
    met,
    reason: `${describeMoment(moment)} ${describeAgo(passed)}, ${relation[met ? 1 : 0]} ${describeDuration(limit)}`,
    nextFlip: flipsAt > prepared.asOf ? flipsAt : null,
  };
}

/** A duration in whole milliseconds for one shop. An empty longest-of is 0. */
export function resolveDuration(duration: Duration, benchmarks: ShopBenchmarks): number {
  if (duration.kind === "fixed") return duration.ms;
  if (duration.kind === "typical-gaps") return Math.round(duration.times * benchmarks.typicalGapMs);
  return Math.max(0, ...duration.of.map((part) => resolveDuration(part, benchmarks)));
}
