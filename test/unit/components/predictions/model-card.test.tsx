import { expect, test } from "vitest";
import { BacktestCard } from "../../../../app/components/predictions/backtest-card.tsx";
import { CalibrationPlot } from "../../../../app/components/predictions/calibration-plot.tsx";
import { FitTiles } from "../../../../app/components/predictions/fit-tiles.tsx";
import { MissingCard } from "../../../../app/components/predictions/missing-card.tsx";
import { PredictorTable } from "../../../../app/components/predictions/predictor-table.tsx";
import { ServedTable } from "../../../../app/components/predictions/served-table.tsx";
import { TrialCard } from "../../../../app/components/predictions/trial-card.tsx";
import { missingWords } from "../../../../app/components/predictions/missing-words.ts";
import { viewTasks } from "../../../../app/components/predictions/trial-view.ts";
import type { CalibrationBin } from "../../../../app/pipeline/predict/metrics/calibration-error.ts";
import type { Predictor } from "../../../../app/pipeline/predict/shop/what-predicts.ts";
import { DAY_MS } from "../../../../app/pipeline/shared/time.ts";
import { modelCard, taskCard, AS_OF } from "./fixtures.ts";
import { testWords } from "../../../support/words.ts";
import { render, rowsOf, textOf } from "./render.tsx";

const words = testWords("predictions");
const NOTHING_CHOSEN = { within: null, metric: null, choose: () => {} };
const plotOf = (bins: CalibrationBin[]) => ({ bins, short: "45 days", who: "customers" as const });

test("every horizon has a row with its model, the reason and the evidence", () => {
  const rows = rowsOf(render(<ServedTable views={viewTasks(words, modelCard().tasks)} hint="" />));
  expect(rows.map(([horizon]) => horizon)).toEqual([
    "Orders within",
    "7 days",
    "30 days",
    "45 days, your shop’s own span",
    "365 days",
  ]);
  expect(rows[3]?.[1]).toContain("Blend");
  expect(rows[3]?.[2]).toContain("80 of 1,000 customers ordered in 2 trials");
});

test("all models stand in one table, the served one marked and the simple rules labelled", () => {
  const rows = rowsOf(
    render(
      <TrialCard
        views={viewTasks(words, modelCard().tasks)}
        first="horizon"
        hint=""
        choice={NOTHING_CHOSEN}
      />,
    ),
  );
  expect(rows[0]).toEqual([
    "Model",
    "Ranking (AUC)",
    "Hits (PR-AUC)",
    "Top tenth (lift)",
    "Calibration error",
    "Error (Brier)",
  ]);
  const [blend, rhythm, recency] = rows.slice(1);
  expect(blend?.[0]).toContain("Blend Success Served");
  expect(blend?.slice(1)).toEqual(["0.745", "0.400", "2.5×", "0.020", "0.1000"]);
  // Too few outcomes to say: never zero.
  expect(rhythm?.[1]).toBe("–");
  expect(recency?.[0]).toContain("Last order Simple rule");
});

test("a shop without any trial is told so", () => {
  const tasks = { ...modelCard().tasks, horizon: taskCard({ models: [], bins: [], trials: [] }) };
  const text = textOf(
    render(
      <TrialCard views={viewTasks(words, tasks)} first="horizon" hint="" choice={NOTHING_CHOSEN} />,
    ),
  );
  expect(text).toContain("No trial yet");
  expect(text).toContain("Nothing came to compare with yet");
});

test("the plot has its points, and says what it is to those who do not see it", () => {
  const html = render(<CalibrationPlot view={plotOf(taskCard().bins)} />);
  expect(html).toContain('aria-label="Told and come true. Arrow keys read its values."');
  expect(html.match(/<circle/g)).toHaveLength(2);
  expect(textOf(html)).toContain("Probability to order within 45 days, in tenths of the customers");
});

test("the backtest has a point for each past date, and says so where there is none", () => {
  const judged = { happened: 40, count: 500, auc: 0.7, brier: 0.06, brierOfBaseRate: 0.07 };
  const backtest = [AS_OF - 60 * DAY_MS, AS_OF - 30 * DAY_MS].map((at) => ({ at, ...judged }));
  const show = (metric: string | null, points: typeof backtest) =>
    textOf(
      render(
        <BacktestCard
          view={{ backtest: points, short: "45 days" }}
          choice={{ ...NOTHING_CHOSEN, metric }}
        />,
      ),
    );
  expect(show(null, backtest)).toContain("Coin toss");
  expect(show("brier", backtest)).toContain("Same for all");
  expect(show(null, [])).toContain("No past date has been judged yet");
});

test("what is missing is a list that counts down", () => {
  const html = render(
    <MissingCard
      missing={[
        missingWords(words, {
          what: "repeat-buyers",
          have: 62,
          need: 100,
          brings: "own-purchase-rhythm",
        }),
        missingWords(words, {
          what: "days-of-history",
          have: 134,
          need: 135,
          brings: "whole-horizon",
        }),
      ]}
    />,
  );
  expect([...html.matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(([item]) => textOf(item).trim())).toEqual([
    "38 more repeat buyers until your shop’s own rhythm can be trusted (62 of 100)",
    "1 more day of orders until predictions over your shop’s own span can be checked in full (134 of 135)",
  ]);
  expect(textOf(render(<MissingCard missing={[]} />))).toContain("enough of everything");
});

const predictor = (replaced: Partial<Predictor>): Predictor => ({
  group: "checkout",
  oddsRatio: 4.2,
  low: 2.6,
  high: 6.8,
  customers: 63,
  suggestedWeight: 1,
  ...replaced,
});

test("what predicts is an association, with its range and the weight that it suggests", () => {
  const html = render(
    <PredictorTable
      predictors={[
        predictor({}),
        predictor({ group: "browsing", oddsRatio: 1.1, low: 0.8, high: 1.6, suggestedWeight: 0 }),
        predictor({ group: "leaving", oddsRatio: 0.4, low: 0.2, high: 0.9, suggestedWeight: 0 }),
      ]}
    />,
  );
  expect(rowsOf(html).slice(1)).toEqual([
    ["Began a checkout", "63", "4.2×", "2.6× to 6.8×", "They order more often", "1.00"],
    [
      "Looked around",
      "63",
      "1.1×",
      "0.8× to 1.6×",
      "No difference that could not be chance",
      "None",
    ],
    ["Unsubscribed or complained", "63", "0.4×", "0.2× to 0.9×", "They order less often", "None"],
  ]);
  expect(textOf(html)).toContain("it need not cause it");
});

test("without behavior nothing is said to predict", () => {
  expect(textOf(render(<PredictorTable predictors={[]} />))).toContain("Nothing can be said yet");
});

test("what learning rested on and cost is told", () => {
  const card = modelCard({ isDropoutIdentified: false });
  const text = textOf(
    render(<FitTiles card={card} fittedAt={AS_OF} seconds={12.3} peakBytes={212_000_000} />),
  );
  expect(text).toContain("1,200 customers who ordered, 62 of them on more than one day");
  expect(text).toContain("Cannot be told");
  expect(text).toContain("it took 13 s");
});
