import { fitCalibration } from "../../../../app/pipeline/predict/calibration/calibration.ts";
import type { Calibration } from "../../../../app/pipeline/predict/calibration/calibration.ts";
import { mixProbabilities } from "../../../../app/pipeline/predict/calibration/mix.ts";
import { join, takeValues } from "../../../../app/pipeline/predict/learned/columns.ts";
import { seedRandom } from "../../../../app/pipeline/predict/numeric/random.ts";
import { chooseSessionModels } from "./choose-session-model.ts";
import type { TriedSessions } from "./choose-session-model.ts";
import { holdOutLater, holdOutParts } from "./hold-out.ts";
import { encodeSessions } from "./session-features.ts";
import type { SessionEncoding } from "./session-features.ts";
import {
  BLEND_PARTS,
  fitSessionModel,
  predictSessionModel,
  SESSION_MODELS,
} from "./session-model.ts";
import type { SessionModel, SessionModelName } from "./session-model.ts";
import { takeSessions } from "./session.ts";
import type { SessionTable } from "./session.ts";

/** What is told by name: every single model, all of them blended, and what is served. */
export const TOLD_SESSION_MODELS = [...SESSION_MODELS, "blend", "served"] as const;
export type ToldSessionModel = (typeof TOLD_SESSION_MODELS)[number];

/** All that was learned of who buys in a session. Plain data. */
export interface LearnedSessions {
  encoding: SessionEncoding;
  models: SessionModel[];
  /** What is served is the mean of these. */
  served: SessionModelName[];
  calibrations: Record<ToldSessionModel, Calibration>;
  seconds: Record<SessionModelName, number>;
}

export interface SessionLearning {
  table: SessionTable;
  /** 1 where the session ended in a purchase. */
  bought: Float64Array;
  /** Whether what is to be predicted comes later, or is mixed with what is learned from. */
  ahead: "later" | "mixed";
  /** Put in the page value, which leaks. */
  withPageValue: boolean;
  seed: number;
  /** Seconds on any clock, to tell how long each fit took. */
  stopwatch: () => number;
}

/**
 * Learns who buys in a session. Which models are served and how their probabilities are calibrated is decided on sessions
 * held out of those given: the last months where the future is asked for, thirds where it is not. The calendar is looked
 * at only in the second case: no year tells what another month does.
 */
export function learnSessions(input: SessionLearning): LearnedSessions {
  const { table, bought, ahead, withPageValue, seed, stopwatch } = input;
  const options = { withCalendar: ahead === "mixed", withPageValue };
  const heldOut =
    ahead === "later" ? holdOutLater(table.month) : holdOutParts(table.rows, seedRandom(seed));
  const tried = heldOut.map(({ learned, held }): TriedSessions => {
    const before = takeSessions(table, learned);
    const encoding = encodeSessions(before, options);
    const training = { table: before, bought: takeValues(bought, learned), encoding, seed };
    const after = takeSessions(table, held);
    return {
      bought: takeValues(bought, held),
      predicted: new Map(
        SESSION_MODELS.map((name) => [
          name,
          predictSessionModel(fitSessionModel(name, training), encoding, after),
        ]),
      ),
    };
  });
  const served = chooseSessionModels(tried);
  const outcomes = join(tried.map((each) => each.bought));
  const calibrationOf = (names: readonly SessionModelName[]): Calibration =>
    fitCalibration({ kind: "platt", probabilities: mixTried(tried, names), outcomes });
  const calibrations: LearnedSessions["calibrations"] = {
    "base-rate": calibrationOf(["base-rate"]),
    points: calibrationOf(["points"]),
    "logistic-regression": calibrationOf(["logistic-regression"]),
    "boosted-trees": calibrationOf(["boosted-trees"]),
    blend: calibrationOf(BLEND_PARTS),
    served: calibrationOf(served),
  };

  const encoding = encodeSessions(table, options);
  const seconds = { "base-rate": 0, points: 0, "logistic-regression": 0, "boosted-trees": 0 };
  const models = SESSION_MODELS.map((name) => {
    const started = stopwatch();
    const model = fitSessionModel(name, { table, bought, encoding, seed });
    seconds[name] = stopwatch() - started;
    return model;
  });
  return { encoding, models, served, calibrations, seconds };
}

/** What the named models together said of all held-out sessions, trial after trial. */
function mixTried(
  tried: readonly TriedSessions[],
  names: readonly SessionModelName[],
): Float64Array {
  return join(
    tried.map(({ predicted }) =>
      mixProbabilities(names.flatMap((name) => predicted.get(name) ?? [])),
    ),
  );
}
