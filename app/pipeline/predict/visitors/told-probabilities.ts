import { calibrate, fitCalibration } from "../calibration/calibration.ts";
import type { Calibration } from "../calibration/calibration.ts";
import { mixProbabilities } from "../calibration/mix.ts";
import type { Timer } from "./model-seconds.ts";
import { SINGLE_VISITOR_MODELS, VISITOR_MODELS } from "./visitor-models.ts";
import type { SingleVisitorModelName, VisitorModelName } from "./visitor-models.ts";

/** From what each model says to the probability that is told. Plain data. */
export type Calibrations = Record<VisitorModelName, Calibration>;

/** What each model says, or tells, of the same rows. */
export type Said = Record<SingleVisitorModelName, Float64Array>;
export type Told = Record<VisitorModelName, Float64Array>;

/** The parts of the blend. */
export type Blend = readonly SingleVisitorModelName[];

/** From so many purchases on a rate can be read off step by step; with fewer a curve of two numbers errs less. */
const ENOUGH_FOR_STEPS = 1000;

/**
 * Calibrates every model on rows that none was fitted to. A rule's own scale means nothing, so its probabilities are
 * read off step by step; so are the others' where there are purchases enough. The blend is made of what its parts tell,
 * and calibrated once more: a mean of two good probabilities is too shy.
 */
export function fitCalibrations(
  said: Said,
  outcomes: Float64Array,
  { blend, time = (_, work) => work() }: { blend: Blend; time?: Timer },
): Calibrations {
  const bought = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  const kind = bought >= ENOUGH_FOR_STEPS ? "isotonic" : "platt";
  const fitOne = (name: VisitorModelName, probabilities: Float64Array): Calibration =>
    time(name, () =>
      fitCalibration({
        kind: name === "recency" || name === "frequency" ? "isotonic" : kind,
        probabilities,
        outcomes,
      }),
    );
  const single = Object.fromEntries(
    SINGLE_VISITOR_MODELS.map((name) => [name, fitOne(name, said[name])]),
  ) as Record<SingleVisitorModelName, Calibration>;
  const blended = blendTold(said, single, blend);
  return { ...single, blend: fitOne("blend", blended) };
}

/** The probabilities that are told of rows, by every model. */
export function tellRows(
  said: Said,
  { blend, calibrations }: { blend: Blend; calibrations: Calibrations },
): Told {
  const blended = blendTold(said, calibrations, blend);
  return Object.fromEntries(
    VISITOR_MODELS.map((name) => {
      const before = name === "blend" ? blended : said[name];
      return [name, before.map((probability) => calibrate(calibrations[name], probability))];
    }),
  ) as Told;
}

const blendTold = (
  said: Said,
  calibrations: Record<SingleVisitorModelName, Calibration>,
  blend: Blend,
): Float64Array =>
  mixProbabilities(
    blend.map((name) =>
      said[name].map((probability) => calibrate(calibrations[name], probability)),
    ),
  );
