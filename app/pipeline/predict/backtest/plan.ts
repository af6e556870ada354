import type { Instant } from "../../shared/time.ts";
import { DAY_MS } from "../../shared/time.ts";

/** From which cuts is learned, and at which the models are tried out first. */
export interface LearningPlan {
  /** The horizon of what is learned: the one asked for, or a shorter one where the past is too short for it. */
  horizonMs: number;
  /** The oldest first; each one's horizon ends by the instant of learning. */
  cuts: Instant[];
  /** Those of them at which every model is judged by what came, fitted on cuts whose horizon had ended by then. */
  trials: { cut: Instant; learnsFrom: Instant[] }[];
}

/** Cuts are about a month apart: nearer ones see nearly the same outcomes again and cost as much. */
const MONTH_MS = 30 * DAY_MS;
/** Of a long horizon: a year's cuts need not be twelve. */
const MOST_STEPS_A_HORIZON = 3;
/** More add little that is new, and the oldest tell of a shop that has changed. */
const MOST_CUTS = 5;
const MOST_TRIALS = 2;
/** A third of the past, so that a trial has a horizon to learn from, and a history before that. */
const LONGEST_SHARE = 1 / 3;

/** Days of history before a first cut: half a horizon, at least a month, at most what a third of the past leaves. */
function historyBefore(horizonMs: number, spanMs: number): number {
  return Math.min(Math.max(horizonMs / 2, MONTH_MS), spanMs * LONGEST_SHARE);
}

/**
 * Plans what to learn from a past that begins at `startsAt`, as of an instant. A past of less than three days
 * gives no cuts: then only what needs no outcomes can be fitted.
 */
export function planLearning(input: {
  startsAt: Instant;
  asOf: Instant;
  horizonMs: number;
}): LearningPlan {
  const { startsAt, asOf } = input;
  const spanMs = Math.max(0, asOf - startsAt);
  const horizonMs = Math.min(
    input.horizonMs,
    Math.floor((spanMs * LONGEST_SHARE) / DAY_MS) * DAY_MS,
  );
  if (horizonMs < DAY_MS) return { horizonMs: input.horizonMs, cuts: [], trials: [] };
  const earliest = startsAt + historyBefore(horizonMs, spanMs);
  // A whole number of steps a horizon, so that one cut lies just a horizon before the last: a trial learns from it.
  const steps = Math.min(MOST_STEPS_A_HORIZON, Math.max(1, Math.round(horizonMs / MONTH_MS)));
  const step = horizonMs / steps;
  const cuts: Instant[] = [];
  for (let cut = asOf - horizonMs; cut >= earliest && cuts.length < MOST_CUTS; cut -= step)
    cuts.unshift(cut);
  const trials = cuts.flatMap((cut) => {
    const learnsFrom = cuts.filter((earlier) => earlier + horizonMs <= cut);
    return learnsFrom.length === 0 ? [] : [{ cut, learnsFrom }];
  });
  return { horizonMs, cuts, trials: trials.slice(-MOST_TRIALS) };
}
