import { judge } from "../../../app/pipeline/predict/backtest/judge.ts";
import type { Judgement } from "../../../app/pipeline/predict/backtest/judge.ts";
import { takeValues } from "../../../app/pipeline/predict/learned/columns.ts";
import { learnSessions } from "./model/learn-sessions.ts";
import type { SessionLearning, ToldSessionModel } from "./model/learn-sessions.ts";
import { predictSessions } from "./model/predict-sessions.ts";
import { BLEND_PARTS } from "./model/session-model.ts";
import { takeSessions } from "./model/session.ts";
import type { SessionFile } from "./read-sessions.ts";
import type { SessionSplit } from "./split-sessions.ts";

export interface JudgedSessionModel extends Judgement {
  name: ToldSessionModel;
  fitSeconds: number;
}

export interface JudgedSplit {
  models: JudgedSessionModel[];
  /** Of which models what was served is the mean. */
  served: string[];
}

/** Learns from one part of a file, and judges by the other: of it nothing is known before. */
export function judgeSplit(input: {
  file: SessionFile;
  split: SessionSplit;
  options: Pick<SessionLearning, "ahead" | "withPageValue" | "seed">;
}): JudgedSplit {
  const { file, split, options } = input;
  const learned = learnSessions({
    ...options,
    table: takeSessions(file.table, split.learned),
    bought: takeValues(file.bought, split.learned),
    stopwatch: () => performance.now() / 1000,
  });
  const bought = takeValues(file.bought, split.judged);
  const secondsOf = (names: readonly string[]): number =>
    Object.entries(learned.seconds).reduce(
      (sum, [name, seconds]) => sum + (names.includes(name) ? seconds : 0),
      0,
    );
  const told = predictSessions(learned, takeSessions(file.table, split.judged));
  const models = [...told].map(([name, probabilities]) => ({
    name,
    ...judge(probabilities, bought),
    fitSeconds: secondsOf(
      name === "served" ? learned.served : name === "blend" ? BLEND_PARTS : [name],
    ),
  }));
  return { models, served: learned.served };
}
