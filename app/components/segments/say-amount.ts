import type { Fact } from "../../pipeline/segment/fact.ts";
import type { Words } from "../words/use-words.ts";
import { windowWords } from "./describe-span.ts";
import { thingWords, withFilters } from "./describe-things.ts";
import { relationWords } from "./relation-words.ts";

type Count = Extract<Fact, { kind: "count" }>;
type Sum = Extract<Fact, { kind: "sum" }>;

/** How often something happened, beside how often it was to. */
export function sayCount(words: Words<"conditions">, fact: Count): string {
  const { t, format } = words;
  const { of, each, count, relation } = fact;
  const amount = { count, amount: format.count(count) };
  const parts = {
    when: windowWords(words, fact.window),
    limit: relationWords(words, relation, format.count(fact.limit)),
  };
  if (of.kind === "orders") {
    const orders = withFilters(words, t("value.orders", amount), of.where);
    return each === null
      ? t("reason.orders", { ...parts, orders })
      : t("reason.ordersOfOne", { ...parts, orders });
  }
  const things = { things: thingWords(words, of), times: t("value.times", amount) };
  return each === null
    ? t("reason.signals", { ...parts, ...things })
    : t("reason.signalsOfOne", { ...parts, ...things });
}

/** What something came to, beside what it was to come to. */
export function saySum(words: Words<"conditions">, fact: Sum): string {
  const { t, format } = words;
  const { of, money, minor, currency, relation } = fact;
  const told = format.money(minor, currency);
  const limit = relationWords(words, relation, format.money(fact.limit, currency));
  const parts = { when: windowWords(words, fact.window), limit: t("reason.told", { told, limit }) };
  return of.kind === "orders"
    ? t(`sum.orders.${money}`, { ...parts, orders: withFilters(words, t("orders"), of.where) })
    : t(`sum.signals.${money}`, { ...parts, thing: thingWords(words, of) });
}
