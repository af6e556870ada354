import { judge } from "../backtest/judge.ts";
import { calibrationBins } from "../metrics/calibration-error.ts";
import { chooseBlend, chooseVisitorChampion } from "./choose-champion.ts";
import type { FittedHorizon } from "./fit-visitors.ts";
import { countSessions, drawPerSession, knownRows, middleOf, thinOutRows } from "./known-rows.ts";
import type { KnownRows } from "./known-rows.ts";
import type { Timer } from "./model-seconds.ts";
import type { Span } from "./plan-spans.ts";
import { purchasesBefore } from "./purchases-in-log.ts";
import type { SpanSayings } from "./say-of-span.ts";
import { learnSilence } from "./silence.ts";
import type { SilenceCurve } from "./silence.ts";
import { fitCalibrations, tellRows } from "./told-probabilities.ts";
import type { Blend, Told } from "./told-probabilities.ts";
import { BLENDS, VISITOR_MODELS } from "./visitor-models.ts";
import type { PreparedLog } from "./walk-log.ts";

/** More rows say the same of how odds fall in silence. */
const MOST_SILENT_ROWS = 40_000;

/**
 * Calibrates all models of a horizon on rows that none was fitted to, and chooses the champion: for the choice they are
 * calibrated on the first half of these rows and judged on the second.
 */
export function calibrateHorizon(
  prepared: PreparedLog,
  sayings: SpanSayings,
  input: { span: Span; horizon: { place: number; ms: number }; seed: number; time: Timer },
): Omit<FittedHorizon, "horizonMs" | "models" | "seconds"> {
  const { span, horizon, seed, time } = input;
  const middle = middleOf(prepared, sayings.rows, span);
  const early = knownRows(prepared, sayings, { span: { from: span.from, until: middle }, horizon });
  const late = knownRows(prepared, sayings, { span: { from: middle, until: span.until }, horizon });
  const [first, ...others] = BLENDS;
  const tryBlend = (blend: Blend): { blend: Blend; told: Told } => ({
    blend,
    told: tellRows(late.said, {
      blend,
      calibrations: fitCalibrations(early.said, early.outcomes, { blend }),
    }),
  });
  const { blend, told: tried } = chooseBlend(
    [tryBlend(first ?? []), ...others.map(tryBlend)],
    late.outcomes,
  );
  const purchases = purchasesBefore(prepared, span.until);
  const champion = chooseVisitorChampion({ told: tried, outcomes: late.outcomes, purchases });

  const all = knownRows(prepared, sayings, { span, horizon });
  const drawn = drawPerSession(all, seed);
  const everyEvent = fitCalibrations(all.said, all.outcomes, { blend, time });
  const sessions = countSessions(late) / Math.max(1, late.rows.length);
  const thinned = thinOutRows(all, MOST_SILENT_ROWS);
  return {
    champion,
    blend,
    trial: VISITOR_MODELS.map((name) => ({ name, ...judge(tried[name], late.outcomes) })),
    calibrations: {
      "every-event": everyEvent,
      "one-per-session": fitCalibrations(drawn.said, drawn.outcomes, { blend }),
    },
    bins: calibrationBins(tried[champion], late.outcomes).map((bin) => ({
      ...bin,
      rows: bin.rows * sessions,
    })),
    silence: silenceAfter(prepared, thinned, {
      probabilities: tellRows(thinned.said, { blend, calibrations: everyEvent })[champion],
      horizonMs: horizon.ms,
      until: span.until,
    }),
    evidence: {
      happened: purchases - purchasesBefore(prepared, span.from),
      count: countSessions(all),
    },
  };
}

function silenceAfter(
  { log, nextAt }: PreparedLog,
  { rows }: KnownRows,
  told: { probabilities: Float64Array; horizonMs: number; until: number },
): SilenceCurve {
  const { probabilities, horizonMs, until } = told;
  return learnSilence(
    {
      at: Float64Array.from(rows, (row) => log.at[row] ?? 0),
      nextEventAt: Float64Array.from(rows, (row) =>
        log.visitor[row + 1] === log.visitor[row] ? (log.at[row + 1] ?? Infinity) : Infinity,
      ),
      nextPurchaseAt: Float64Array.from(rows, (row) => nextAt[row] ?? Infinity),
      probabilities,
    },
    { horizonMs, until },
  );
}
