import type { EventEvaluation } from "../evaluate-events.ts";
import type { EventModel, EventResult } from "./join-judgements.ts";

const TITLES = ["model", "AUC", "PR", "Brier", "cal. error", "lift 10 %", "fit s"];
const ROWS = {
  "every-event": "at every event",
  "one-per-session": "at one event of each session",
} as const;

/** The evaluation as a table for people, with all that was not taken as it stood. */
export function describeEventEvaluation(evaluation: EventEvaluation): string[] {
  const { data, log, cuts, results } = evaluation;
  return [
    `${data}: ${log.events} events of ${log.visitors} visitors, ${log.purchases} purchases, ${log.from} to ${log.until}`,
    ...describeLog(log),
    `learned from before ${cuts.join(", ")}`,
    ...results.flatMap(describeResult),
  ];
}

function describeLog(log: EventEvaluation["log"]): string[] {
  const told = (list: { reason: string; rows: number }[]): string =>
    list.map(({ reason, rows }) => `${reason} (${rows})`).join(", ");
  return [
    ...(log.unreadableRows > 0 ? [`  ${log.unreadableRows} rows cannot be read`] : []),
    ...log.unreadable.map(({ line, reason }) => `    line ${line}: ${reason}`),
    ...(log.repeatedRows > 0 ? [`  ${log.repeatedRows} rows repeat another and count once`] : []),
    ...(log.unknownKinds.length > 0
      ? [`  kinds that are not known count as page views: ${told(log.unknownKinds)}`]
      : []),
    ...(log.ignoredKinds.length > 0
      ? [`  kinds that no visitor does count for nothing: ${told(log.ignoredKinds)}`]
      : []),
    `  ${log.partOfPurchase} events within a minute before a purchase are part of it and count for nothing`,
  ];
}

function describeResult(result: EventResult): string[] {
  const { horizonHours, rows, rowCount, bought, champion, models } = result;
  return [
    "",
    `who buys within ${horizonHours} h, ${ROWS[rows]}: ${rowCount} rows, ${bought} before a purchase`,
    TITLES.map((title, place) => title.padEnd(place === 0 ? 24 : 11))
      .join("")
      .trimEnd(),
    ...models.map((model) => describeModel(model, model.name === champion)),
  ];
}

const describeModel = (model: EventModel, isChampion: boolean): string =>
  [
    `${isChampion ? "> " : "  "}${model.name}`.padEnd(24),
    ...[model.auc, model.prAuc, model.brier, model.calibrationError].map((one) => show(one, 4)),
    show(model.topDecileLift, 2),
    show(model.fitSeconds, 2),
  ]
    .join("")
    .trimEnd();

const show = (figure: number | null, digits: number): string =>
  (figure === null ? "-" : figure.toFixed(digits)).padEnd(11);
