import type { Instant } from "../../shared/time.ts";
import { calibrate } from "../calibration/calibration.ts";
import { gradeEvidence, intervalOfProbability } from "../calibration/interval.ts";
import type { Evidence, ProbabilityInterval } from "../calibration/interval.ts";
import { mixProbabilities } from "../calibration/mix.ts";
import { keepOffCertainty } from "../calibration/shrink.ts";
import { logOddsOf, sigmoid } from "../learned/sigmoid.ts";
import { describeEvent, VISITOR_FEATURES } from "./describe-event.ts";
import { shiftAfter } from "./silence.ts";
import { sayOfRows } from "./visitor-models.ts";
import type { ServedHorizon, VisitorModel } from "./visitor-model.ts";
import type { VisitorState } from "./visitor-state.ts";

/** Whether a visitor buys within a horizon from now on. */
export interface VisitorPrediction {
  horizonMs: number;
  /** Above 0 and below 1; never less than that of a nearer horizon. */
  probability: number;
  interval: ProbabilityInterval;
  /** What the probability rests on. `none`: on what is believed of shops before they have sold. */
  evidence: Evidence;
}

/**
 * `unknown`: nothing was ever seen of the visitor. `outdated`: the model was learned with other features than this
 * version of the app has, and must be learned again.
 */
export type VisitorOutlook =
  | { kind: "predicted"; predictions: VisitorPrediction[] }
  | { kind: "unknown" }
  | { kind: "outdated" };

/**
 * Predicts for a visitor as of `now`, which may lie between events: what was told at their last event, less what the
 * silence since then has taken from the odds. So the probability never rises while nothing happens.
 */
export function predictVisitor(
  model: VisitorModel,
  state: VisitorState,
  now: Instant,
): VisitorOutlook {
  if (!hasSameFeatures(model)) return { kind: "outdated" };
  if (state.last === null) return { kind: "unknown" };
  const silentMs = now - state.last.at;
  const features = describeEvent(state, model.points);
  const columns = Array.from(features, (value) => Float64Array.of(value));
  let nearer = 0;
  const predictions = model.horizons.map((horizon): VisitorPrediction => {
    const { horizonMs, bins, evidence } = horizon;
    const told = logOddsOf(keepOffCertainty(tellHorizon(horizon, columns)));
    const silent = keepOffCertainty(sigmoid(told + shiftAfter(horizon.silence, silentMs)));
    const probability = Math.max(nearer, silent);
    nearer = probability;
    const interval = intervalOfProbability(probability, bins);
    return { horizonMs, probability, interval, evidence: gradeEvidence(evidence) };
  });
  return { kind: "predicted", predictions };
}

function tellHorizon(horizon: ServedHorizon, columns: readonly Float64Array[]): number {
  const told = horizon.parts.map(({ model, calibration }) =>
    sayOfRows(model, columns).map((probability) => calibrate(calibration, probability)),
  );
  const [probability = 0] = mixProbabilities(told);
  return horizon.calibration === null ? probability : calibrate(horizon.calibration, probability);
}

const hasSameFeatures = ({ features }: VisitorModel): boolean =>
  features.length === VISITOR_FEATURES.length &&
  features.every((name, place) => name === VISITOR_FEATURES[place]);
