import type { Instant } from "../../shared/time.ts";
import { chooseVisitorChampion } from "./choose-champion.ts";
import { fitVisitorModel } from "./fit-models.ts";
import { drawPerSession, knownRows, middleOf } from "./known-rows.ts";
import type { RowKind } from "./known-rows.ts";
import { describeSample, learningRows } from "./learning-rows.ts";
import { countSeconds } from "./model-seconds.ts";
import type { Timer } from "./model-seconds.ts";
import { HORIZONS_MS, planSpans } from "./plan-spans.ts";
import type { Span } from "./plan-spans.ts";
import { purchasesBefore } from "./purchases-in-log.ts";
import { sayOfSpan } from "./say-of-span.ts";
import type { SpanSayings } from "./say-of-span.ts";
import { fitCalibrations, tellRows } from "./told-probabilities.ts";
import type { Calibrations } from "./told-probabilities.ts";
import { BLEND_PARTS, SINGLE_VISITOR_MODELS } from "./visitor-models.ts";
import type { FittedVisitorModel, VisitorModelName } from "./visitor-models.ts";
import type { PreparedLog } from "./walk-log.ts";

/** All models of one horizon, as learned from before a cut. */
export interface FittedHorizon {
  horizonMs: number;
  /** In the order of `SINGLE_VISITOR_MODELS`. */
  models: FittedVisitorModel[];
  /**
   * By the kind of row that is asked about. A row drawn from a session is likelier to be of a short one, and a visit that
   * goes on is likelier to end in a purchase than one that ends here: the same features stand for other odds.
   */
  calibrations: Record<RowKind, Calibrations>;
  /** The model whose probability is told. */
  champion: VisitorModelName;
  /** What each model took to fit and calibrate, by the stopwatch that was given; the blend with its parts. */
  seconds: Record<VisitorModelName, number>;
}

/**
 * Learns from what happened before a cut, and from nothing later: models are fitted to the first three quarters, and
 * calibrated and compared on the rest. One result for each of `HORIZONS_MS`. The same log, cut and seed give the same.
 */
export function fitVisitors(
  prepared: PreparedLog,
  input: {
    cut: Instant;
    seed: number;
    /** Seconds, from any beginning. */
    stopwatch?: () => number;
  },
): FittedHorizon[] {
  const { cut, seed, stopwatch = () => 0 } = input;
  const spans = planSpans(prepared, cut);
  const sample = describeSample(prepared, { span: spans.fit, seed });
  const fitted = HORIZONS_MS.map((horizonMs) => {
    const rows = learningRows(prepared, sample, { span: spans.fit, horizonMs });
    const { time, seconds } = countSeconds(stopwatch);
    const models = SINGLE_VISITOR_MODELS.map((name) =>
      time(name, () => fitVisitorModel(name, rows, { horizonMs, seed })),
    );
    return { models, time, seconds };
  });
  const sayings = sayOfSpan(prepared, {
    span: spans.calibrate,
    models: fitted.map(({ models }) => models),
  });
  return fitted.map(({ models, time, seconds }, place) => {
    const ms = HORIZONS_MS[place] ?? 0;
    const span = spans.calibrate;
    const calibrated = calibrateAndChoose(prepared, sayings, {
      span,
      horizon: { place, ms },
      seed,
      time,
    });
    for (const part of BLEND_PARTS) seconds.blend += seconds[part];
    return { horizonMs: ms, models, seconds, ...calibrated };
  });
}

/** For the choice all models are calibrated on the first half of the span and judged on the second. */
function calibrateAndChoose(
  prepared: PreparedLog,
  sayings: SpanSayings,
  input: { span: Span; horizon: { place: number; ms: number }; seed: number; time: Timer },
): Pick<FittedHorizon, "calibrations" | "champion"> {
  const { span, horizon, seed, time } = input;
  const middle = middleOf(prepared, sayings.rows, span);
  const early = knownRows(prepared, sayings, { span: { from: span.from, until: middle }, horizon });
  const late = knownRows(prepared, sayings, { span: { from: middle, until: span.until }, horizon });
  const trial = fitCalibrations(early.said, early.outcomes);
  const champion = chooseVisitorChampion({
    told: tellRows(late.said, trial),
    outcomes: late.outcomes,
    purchases: purchasesBefore(prepared, span.until),
  });
  const all = knownRows(prepared, sayings, { span, horizon });
  const drawn = drawPerSession(all, seed);
  return {
    champion,
    calibrations: {
      "every-event": fitCalibrations(all.said, all.outcomes, time),
      "one-per-session": fitCalibrations(drawn.said, drawn.outcomes),
    },
  };
}
