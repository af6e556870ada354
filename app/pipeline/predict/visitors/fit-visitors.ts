import type { Instant } from "../../shared/time.ts";
import type { Judgement } from "../backtest/judge.ts";
import type { CalibrationBin } from "../metrics/calibration-error.ts";
import { calibrateHorizon } from "./calibrate-horizon.ts";
import { fitVisitorModel } from "./fit-models.ts";
import type { RowKind } from "./known-rows.ts";
import { describeSample, learningRows } from "./learning-rows.ts";
import { countSeconds } from "./model-seconds.ts";
import { HORIZONS_MS, planSpans } from "./plan-spans.ts";
import { sayOfSpan } from "./say-of-span.ts";
import type { SilenceCurve } from "./silence.ts";
import type { Calibrations } from "./told-probabilities.ts";
import { SINGLE_VISITOR_MODELS } from "./visitor-models.ts";
import type {
  FittedVisitorModel,
  SingleVisitorModelName,
  VisitorModelName,
} from "./visitor-models.ts";
import type { PreparedLog } from "./walk-log.ts";

/** How a model did on rows that it was neither fitted to nor calibrated on. */
export interface VisitorJudgement extends Judgement {
  name: VisitorModelName;
}

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
  /** What the blend is made of. */
  blend: readonly SingleVisitorModelName[];
  /** How every model did when it was tried. */
  trial: VisitorJudgement[];
  /** How often what the champion told came true, when it was tried. Rows of one session end alike and count as one. */
  bins: CalibrationBin[];
  /** How its odds fall while a visitor does nothing. */
  silence: SilenceCurve;
  /** Purchases and sessions of the time on which it was calibrated. */
  evidence: { happened: number; count: number };
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
    const calibrated = calibrateHorizon(prepared, sayings, {
      span: spans.calibrate,
      horizon: { place, ms },
      seed,
      time,
    });
    for (const part of calibrated.blend) seconds.blend += seconds[part];
    return { horizonMs: ms, models, seconds, ...calibrated };
  });
}
