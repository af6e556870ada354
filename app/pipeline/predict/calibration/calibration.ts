import { logOddsOf } from "../learned/sigmoid.ts";
import { assertNever } from "../../shared/outcome.ts";
import { applyIsotonic, fitIsotonic } from "./isotonic.ts";
import type { IsotonicMap } from "./isotonic.ts";
import { applyPlatt, fitPlatt } from "./platt.ts";
import type { PlattMap } from "./platt.ts";
import { keepOffCertainty, shrinkProbability, trustOf } from "./shrink.ts";

export type CalibrationKind = "identity" | "platt" | "isotonic";

/** From the probability that a model says to the one that is told. Plain data. */
export interface Calibration {
  map: { kind: "identity" } | ({ kind: "platt" } & PlattMap) | ({ kind: "isotonic" } & IsotonicMap);
  /** From 0, tell what the model says, to 1, tell what the map says; see `trustOf`. */
  trust: number;
}

/**
 * Fits a calibration to probabilities that a model said of rows it was not fitted on, and to what then happened. It is
 * believed as far as the rows go: with few outcomes it stays near the model's own word.
 */
export function fitCalibration(input: {
  kind: CalibrationKind;
  probabilities: ArrayLike<number>;
  /** 0 or 1. */
  outcomes: ArrayLike<number>;
}): Calibration {
  const { kind, probabilities, outcomes } = input;
  const happened = Array.from(outcomes).reduce((sum, outcome) => sum + outcome, 0);
  const trust = trustOf({ happened, count: outcomes.length });
  switch (kind) {
    case "identity":
      return { map: { kind }, trust };
    case "platt":
      return { map: { kind, ...fitPlatt(logOdds(probabilities), outcomes) }, trust };
    case "isotonic":
      return { map: { kind, ...fitIsotonic({ scores: probabilities, outcomes }) }, trust };
    default:
      return assertNever(kind);
  }
}

/** The probability to tell where the model says `probability`; between 0 and 1, neither of them. Never falling. */
export function calibrate({ map, trust }: Calibration, probability: number): number {
  switch (map.kind) {
    case "identity":
      return keepOffCertainty(probability);
    case "platt":
      return shrinkProbability(
        applyPlatt(map, logOddsOf(keepOffCertainty(probability))),
        probability,
        trust,
      );
    case "isotonic":
      return shrinkProbability(applyIsotonic(map, probability), probability, trust);
    default:
      return assertNever(map);
  }
}

function logOdds(probabilities: ArrayLike<number>): Float64Array {
  return Float64Array.from(probabilities, (probability) =>
    logOddsOf(keepOffCertainty(probability)),
  );
}
