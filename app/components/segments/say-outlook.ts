import type { Fact } from "../../pipeline/segment/fact.ts";
import type { Words } from "../words/use-words.ts";
import { lengthWords } from "./describe-passed.ts";
import { percentWords } from "./percent-words.ts";
import { inSentence, relationWords } from "./relation-words.ts";

type RevenueFact = Extract<Fact, { kind: "revenue" }>;

/** What was predicted, beside what was asked for. */
export function sayPrediction(
  words: Words<"conditions">,
  fact: Extract<Fact, { kind: "prediction" }>,
): string {
  const { t, format } = words;
  const { of, bound, relation, currency } = fact;
  const say = (value: number): string =>
    currency === null ? percentWords(words, value) : format.money(value, currency);
  const limit = relationWords(words, relation, say(fact.limit));
  const told = t("reason.toldOf", { told: say(fact.told), limit });
  return inSentence(t(`predicted.${bound}.${of}`, { limit: told }));
}

/** How far away the next order is. */
export function sayNextOrder(
  words: Words<"conditions">,
  { inMs, isNear }: Extract<Fact, { kind: "next-order" }>,
): string {
  const length = lengthWords(words, { ms: Math.abs(inMs) }, "lengthAfter");
  if (inMs < 0) return words.t("reason.next.past", { length });
  return words.t(`reason.next.${isNear ? "near" : "far"}`, { length });
}

/** Net revenue beside percentiles of the shop's: of one, or of all that decided. */
export function sayRevenue(words: Words<"conditions">, facts: readonly RevenueFact[]): string {
  const goals = facts.map((fact) => sayGoal(words, fact));
  return words.t("reason.revenue.of", { goals: words.format.list(goals) });
}

/**
 * How many times the percentile it is: whether that reaches it, the number says. Only exactly the percentile is not above
 * it, so that is said.
 */
function sayGoal(
  { t, format }: Words<"conditions">,
  { comparison, percentile, times, met }: RevenueFact,
): string {
  const place = percentile === 50 ? "median" : "top";
  const share = format.percent((100 - percentile) / 100);
  if (times === null) return t(`reason.goalZero.${place}`, { share });
  const goal = t(`reason.goal.${place}`, { share, times: format.decimal(times, 2) });
  return comparison === "above" && !met ? t("reason.revenue.notAbove", { goal }) : goal;
}
