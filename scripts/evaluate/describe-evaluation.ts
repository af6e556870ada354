import type { OrdersSummary } from "./summarize-cuts.ts";

/** The summary as a table for people. */
export function describeEvaluation(summary: OrdersSummary): string[] {
  const { cuts, horizonDays, learnedDays, champions, champion, models, orders, spend } = summary;
  const shorter = learnedDays.filter((days) => days < horizonDays);
  return [
    `${summary.data}: who buys within ${horizonDays} days, as of ${cuts.join(", ")} (${summary.customers.join(", ")} customers)`,
    ...(shorter.length > 0
      ? [`  the past is short: learned over ${learnedDays.join(", ")} days, and projected`]
      : []),
    ["model", "AUC", "PR", "Brier", "cal. error", "lift 10 %", "AUC active", "fit s"]
      .map((title, place) => title.padEnd(place === 0 ? 22 : 11))
      .join(""),
    ...models.map((model) =>
      [
        `${model.name === champion ? "> " : "  "}${model.name}`.padEnd(22),
        ...[model.auc, model.prAuc, model.brier, model.calibrationError].map((each) =>
          show(each, 4),
        ),
        show(model.topDecileLift, 2),
        show(model.activeAuc, 4),
        show(model.fitSeconds, 2),
      ].join(""),
    ),
    ...champions.map(
      ({ cut, champion: served, blend }) =>
        `  served at ${cut}: ${served}${served === "blend" ? ` of ${blend.join(", ")}` : ""}`,
    ),
    `orders: mean error ${show(orders.mae, 3).trim()}, total ${percent(orders.totalErrorPercent)}`,
    `spend: Spearman ${show(spend.spearman, 3).trim()}, top tenth holds ${show(spend.topDecileShare, 3).trim()}, ` +
      `mean error ${show(spend.mae, 2).trim()}, total ${percent(spend.totalErrorPercent)}`,
    ...(champions.some(({ isDropoutIdentified }) => !isDropoutIdentified)
      ? [
          "Here silence cannot be told from leaving: a model in which nobody ever leaves explains the history as well.",
          "So nobody is called lost; what is told is the probability of no order within the horizon.",
        ]
      : []),
  ];
}

const show = (figure: number | null, digits: number): string =>
  (figure === null ? "-" : figure.toFixed(digits)).padEnd(11);

const percent = (figure: number | null): string =>
  figure === null ? "-" : `${figure > 0 ? "+" : ""}${figure.toFixed(1)} %`;
