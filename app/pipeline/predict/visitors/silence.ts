import { logOddsOf, sigmoid } from "../learned/sigmoid.ts";
import { keepOffCertainty } from "../calibration/shrink.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time.ts";

/**
 * How the odds of a purchase fall while a visitor does nothing: `shifts[i]` is added to the log-odds after a silence of
 * `SILENCES_MS[i]` since their last event. Never rising, 0 at first. Plain data.
 */
export interface SilenceCurve {
  shifts: number[];
}

export const SILENCES_MS: readonly number[] = [
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  3 * DAY_MS,
  7 * DAY_MS,
];

/**
 * What is believed before silences were seen: most who stop for half an hour have left, and of those who have left some
 * are back within a day. Chosen, not fitted.
 */
const BELIEVED_WITHIN_AN_HOUR = [-0.2, -0.5, -1.1, -1.8, -2.4, -2.8, -3, -3.2, -3.3, -3.7, -4.2];
const BELIEVED_WITHIN_A_DAY = [-0.1, -0.2, -0.5, -0.8, -1, -1.2, -1.3, -1.4, -1.6, -2.1, -2.7];

/** Rows of visitors, told of as of an event: when it was, when the next was, and when the next purchase. */
export interface SilentRows {
  at: Float64Array;
  /** Infinity: never, as far as is known. */
  nextEventAt: Float64Array;
  nextPurchaseAt: Float64Array;
  /** What was told at the event. */
  probabilities: Float64Array;
}

/**
 * Learns from rows how the odds fall. For each silence those rows are looked at whose visitors were still silent after
 * it, and the one shift is found with which as many of them were to buy within the horizon, from then on, as did. With
 * few purchases after silences it stays near what is believed, which counts as purchases (a gamma prior). `until` is
 * where knowledge ends.
 */
export function learnSilence(
  rows: SilentRows,
  { horizonMs, until }: { horizonMs: number; until: number },
): SilenceCurve {
  const believed = horizonMs <= HOUR_MS ? BELIEVED_WITHIN_AN_HOUR : BELIEVED_WITHIN_A_DAY;
  let least = 0;
  const shifts = SILENCES_MS.map((silenceMs, place) => {
    const logOdds: number[] = [];
    let bought = 0;
    for (let row = 0; row < rows.at.length; row += 1) {
      const now = (rows.at[row] ?? 0) + silenceMs;
      if (now + horizonMs > until || (rows.nextEventAt[row] ?? Infinity) <= now) continue;
      logOdds.push(logOddsOf(keepOffCertainty(rows.probabilities[row] ?? 0)));
      if ((rows.nextPurchaseAt[row] ?? Infinity) <= now + horizonMs) bought += 1;
    }
    const prior = believed[place] ?? 0;
    const expected = expectAt(logOdds, prior);
    // As if so many more had been expected, and had come: without rows the belief holds.
    const target = (expected * (bought + BELIEVED_PURCHASES)) / (expected + BELIEVED_PURCHASES);
    least = Math.min(least, logOdds.length === 0 ? prior : findShift(logOdds, target));
    return least;
  });
  return { shifts };
}

/** What a silence adds to the log-odds; between two learned silences on a line over the logarithm of time. */
export function shiftAfter({ shifts }: SilenceCurve, silentMs: number): number {
  const [first = 0] = SILENCES_MS;
  if (silentMs <= 0) return 0;
  if (silentMs <= first) return ((shifts[0] ?? 0) * silentMs) / first;
  for (let place = 1; place < SILENCES_MS.length; place += 1) {
    const to = SILENCES_MS[place] ?? 0;
    if (silentMs > to) continue;
    const from = SILENCES_MS[place - 1] ?? first;
    const share = Math.log(silentMs / from) / Math.log(to / from);
    return (1 - share) * (shifts[place - 1] ?? 0) + share * (shifts[place] ?? 0);
  }
  return shifts.at(-1) ?? 0;
}

/** What is believed weighs as much as so many purchases that were seen. */
const BELIEVED_PURCHASES = 5;

const MOST_STEPS = 40;
/** Further away nothing that can be seen is told apart. */
const FURTHEST = 8;

function expectAt(logOdds: readonly number[], shift: number): number {
  let expected = 0;
  for (const odds of logOdds) expected += sigmoid(odds + shift);
  return expected;
}

/** The shift of all log-odds with which so many are expected: by halving, since the expectation rises with it. */
function findShift(logOdds: readonly number[], target: number): number {
  let low = -FURTHEST;
  let high = FURTHEST;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (expectAt(logOdds, middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
