import type { Fact } from "../../pipeline/segment/fact.ts";
import type { Words } from "../words/use-words.ts";
import { lengthWords } from "./describe-passed.ts";
import { percentWords } from "./percent-words.ts";
import { inSentence, relationWords } from "./relation-words.ts";

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

/** Net revenue beside a percentile of the shop's. */
export function sayRevenue(
  { t, format }: Words<"conditions">,
  { comparison, percentile, times, met }: Extract<Fact, { kind: "revenue" }>,
): string {
  const isMedian = percentile === 50;
  if (times === null) {
    const goal = isMedian
      ? t("reason.goalZero.median")
      : t("reason.goalZero.percentile", { percentile });
    return t("reason.revenue.zero", { goal });
  }
  const goal = isMedian ? t("reason.goal.median") : t("reason.goal.percentile", { percentile });
  const parts = { goal, times: format.decimal(times, 2) };
  return t(`reason.revenue.${comparison}.${met ? "met" : "unmet"}`, parts);
}
