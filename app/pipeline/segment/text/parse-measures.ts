import type { Atom, PredictionAtom, RfmAtom } from "../condition-tree.ts";
import type { ScoreName } from "../../score/scores.ts";
import { COMPARISONS, INEQUALITIES, LENGTH_COMPARISONS, PERCENTILES } from "./atom-words.ts";
import { PREDICTIONS, REVENUE_COMPARISONS, RFM_GROUP_WORDS } from "./atom-words.ts";
import { AHEAD, PERCENT } from "./join-words.ts";
import { readDuration } from "./parse-length.ts";
import { lastSpan, Misfit, need, take } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { notePlace } from "./spans.ts";
import type { Span } from "./tokens.ts";
import { needNumber } from "./read-values.ts";
import { readOneOf } from "./read-one-of.ts";

/** "intent >= 60" */
export function readScore(reader: Reader, score: ScoreName): Atom {
  const comparison = need(reader, INEQUALITIES);
  const points = needNumber(reader, "points", { "50": "example.points" });
  return placeNumber(reader, { kind: "score", score, comparison, points }, "points");
}

/** "churn_chance > 60%", "lifetime_value >= 250"; after "low" or "high" the prediction is still to come. */
export function readPrediction(
  reader: Reader,
  bound: PredictionAtom["bound"],
  of = need(reader, PREDICTIONS),
): Atom {
  const comparison = need(reader, INEQUALITIES);
  const isMoney = of === "lifetime-value";
  const what = isMoney ? "amount" : "chance";
  const value = needNumber(reader, what, isMoney ? {} : { "30%": "example.threeInTen" });
  const span = lastSpan(reader);
  const isPercent = !isMoney && take(reader, PERCENT) !== null;
  if (!isMoney && !isPercent && value > 0 && value < 1) throw refuseFraction(value, span);
  const atom: Atom = { kind: "prediction", of, bound, comparison, value };
  return notePlace(reader.spans, atom, span, { value: span });
}

function refuseFraction(value: number, span: Span): Misfit {
  const percent = `${Number((value * 100).toPrecision(12))}%`;
  const message = { code: "fraction", percent, same: `${value}%` } as const;
  return new Misfit({ ...span, message, expected: ["percentage"], suggestion: percent });
}

/** "next_order less than 7 days ahead" */
export function readNextOrder(reader: Reader): Atom {
  const comparison = need(reader, LENGTH_COMPARISONS);
  const duration = readDuration(reader);
  need(reader, AHEAD);
  return { kind: "next-order", comparison, duration };
}

/** "rfm_recency >= 4" */
export function readRfm(reader: Reader, axis: RfmAtom["axis"]): Atom {
  const comparison = need(reader, COMPARISONS);
  const fifth = needNumber(reader, "class", {
    "4": "example.secondFifth",
    "5": "example.bestFifth",
  });
  return placeNumber(reader, { kind: "rfm", axis, comparison, fifth }, "fifth");
}

/** "rfm_group is loyal", "rfm_group in (champions, loyal)" */
export const readRfmGroup = (reader: Reader): Atom => ({
  kind: "rfm-group",
  groups: readOneOf(reader, RFM_GROUP_WORDS),
});

/** "revenue reaches p90" */
export function readRevenue(reader: Reader): Atom {
  const comparison = need(reader, REVENUE_COMPARISONS);
  return { kind: "revenue", comparison, percentile: need(reader, PERCENTILES) };
}

/** Notes where the number stands that was read last. */
const placeNumber = <T extends Atom>(reader: Reader, atom: T, field: string): T =>
  notePlace(reader.spans, atom, lastSpan(reader), { [field]: lastSpan(reader) });
