import { meanJudgement } from "../../../app/pipeline/predict/backtest/judge.ts";
import type { Judgement } from "../../../app/pipeline/predict/backtest/judge.ts";
import type { FittedHorizon } from "../../../app/pipeline/predict/visitors/fit-visitors.ts";
import type { VisitorModelName } from "../../../app/pipeline/predict/visitors/visitor-models.ts";
import { HOUR_MS } from "../../../app/pipeline/shared/time.ts";
import type { JudgedRows } from "./judge-visitors.ts";

/** What was learned at one cut, and how it did until the next. */
export interface JudgedCut {
  fitted: readonly FittedHorizon[];
  results: readonly JudgedRows[];
}

/** One model's figures, each a mean over the cuts; null: too few rows to say. */
export interface EventModel extends Judgement {
  /** `served`: the champion of each cut, where they differ. */
  name: VisitorModelName | "served";
  fitSeconds: number;
}

/** All models of one horizon and one kind of row. */
export interface EventResult {
  horizonHours: number;
  rows: JudgedRows["kind"];
  /** How many rows were predicted over all cuts, and how many of them were followed by a purchase. */
  rowCount: number;
  bought: number;
  champion: EventModel["name"];
  /** What was served at each cut. */
  champions: VisitorModelName[];
  models: EventModel[];
}

/** Puts the cuts together: by horizon and kind of row, as the first cut has them. */
export function joinJudgements(cuts: readonly JudgedCut[]): EventResult[] {
  return (cuts[0]?.results ?? []).map(({ horizonMs, kind }) => {
    const parts = cuts.flatMap(({ fitted, results }) => {
      const learned = fitted.find((one) => one.horizonMs === horizonMs);
      const rows = results.find((one) => one.horizonMs === horizonMs && one.kind === kind);
      return learned === undefined || rows === undefined ? [] : [{ learned, rows }];
    });
    const champions = parts.map(({ learned }) => learned.champion);
    const models = (parts[0]?.rows.models ?? []).map(({ name }) =>
      meanModel(
        name,
        parts.map((part) => pickModel(part, name)),
      ),
    );
    const [champion = "blend", ...others] = new Set(champions);
    const isOne = others.length === 0;
    if (!isOne)
      models.push(
        meanModel(
          "served",
          parts.map((part) => pickModel(part, part.learned.champion)),
        ),
      );
    return {
      horizonHours: horizonMs / HOUR_MS,
      rows: kind,
      rowCount: parts.reduce((sum, { rows }) => sum + rows.rows, 0),
      bought: parts.reduce((sum, { rows }) => sum + rows.bought, 0),
      champion: isOne ? champion : "served",
      champions,
      models,
    };
  });
}

type Figures = Omit<EventModel, "name">;

function pickModel(
  { learned, rows }: { learned: FittedHorizon; rows: JudgedRows },
  name: VisitorModelName,
): Figures {
  const judged = rows.models.find((model) => model.name === name);
  if (judged === undefined) throw new Error(`${name} was not judged`);
  return { ...judged, fitSeconds: learned.seconds[name] };
}

const meanModel = (name: EventModel["name"], cuts: readonly Figures[]): EventModel => ({
  name,
  ...meanJudgement(cuts),
  fitSeconds: cuts.reduce((sum, { fitSeconds }) => sum + fitSeconds, 0) / Math.max(1, cuts.length),
});
