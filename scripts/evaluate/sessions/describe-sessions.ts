import type { SessionEvaluation } from "../evaluate-sessions.ts";

const HEADINGS = ["model", "AUC", "PR", "Brier", "cal. error", "lift 10 %", "fit s"];

/** The evaluation as tables for people. */
export function describeSessions(evaluation: SessionEvaluation): string[] {
  const { data, sessions, buyers, splits, leaking, withLeaking } = evaluation;
  return [
    `${data}: who buys in a session (${sessions} sessions, ${buyers} with a purchase)`,
    withLeaking
      ? `with ${leaking.join(", ")}, which leaks: it is computed from sales, often from the session's own`
      : `without ${leaking.join(", ")}, which leaks: it is computed from sales, often from the session's own`,
    ...splits.flatMap(({ name, learned, judged, repeats, models, served, champion }) => [
      `${name}: learned from ${learned}, judged on ${judged}${repeats > 1 ? `, the mean of ${repeats} draws` : ""}`,
      HEADINGS.map((heading, place) => heading.padEnd(place === 0 ? 22 : 11)).join(""),
      ...models.map((model) =>
        [
          `${model.name === champion ? "> " : "  "}${model.name}`.padEnd(22),
          ...[model.auc, model.prAuc, model.brier, model.calibrationError].map((each) =>
            show(each, 4),
          ),
          show(model.topDecileLift, 2),
          show(model.fitSeconds, 2),
        ].join(""),
      ),
      ...served.map(
        (each) =>
          `  served: ${each.models.join(", ")}${repeats > 1 ? ` (${each.repeats} of ${repeats})` : ""}`,
      ),
    ]),
  ];
}

const show = (value: number | null, digits: number): string =>
  (value === null ? "-" : value.toFixed(digits)).padEnd(11);
