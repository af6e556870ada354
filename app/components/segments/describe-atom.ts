import type {
  Atom,
  Comparison,
  CountAtom,
  SequenceAtom,
  SumAtom,
} from "../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Words } from "../words/use-words.ts";
import { durationWords, windowWords } from "./describe-span.ts";
import {
  filterWords,
  momentWords,
  thingsWords,
  thingWords,
  withFilters,
} from "./describe-things.ts";
import { joinEither, joinNeither } from "./join-words.ts";
import { percentWords } from "./percent-words.ts";
import { plainNumber } from "./plain-number.ts";

/**
 * One atom as a sentence without its full stop. Every language orders the parts of a sentence by itself; what is handed
 * to it are phrases that are whole: a moment, a window, a limit.
 */
export const describeAtom = (words: Words<"conditions">, atom: Atom): string =>
  capital(sentenceOf(words, atom));

function sentenceOf(words: Words<"conditions">, atom: Atom): string {
  const { t, format } = words;
  const limitOf = (comparison: Comparison, value: string): string =>
    t(`limitOf.${comparison}`, { value });
  switch (atom.kind) {
    case "score": {
      const { points } = atom;
      const value = t("value.points", { count: points, amount: plainNumber(format, points) });
      return t("atom.score", {
        score: t(`common:score.${atom.score}`),
        limit: limitOf(atom.comparison, value),
      });
    }
    case "prediction": {
      const value =
        atom.of === "lifetime-value"
          ? t("value.money", { amount: plainNumber(format, atom.value) })
          : percentWords(words, atom.value);
      return t(`predicted.${atom.bound}.${atom.of}`, { limit: limitOf(atom.comparison, value) });
    }
    case "next-order":
      return t(`next.${atom.comparison}`, {
        length: durationWords(words, atom.duration, "lengthAfter"),
      });
    case "rfm": {
      const limit = limitOf(atom.comparison, t("value.fifth", { fifth: atom.fifth }));
      return t(`rfm.${atom.axis}`, { limit });
    }
    case "rfm-group":
      return t("atom.group", {
        groups: joinEither(
          words,
          atom.groups.map((group) => t(`common:rfm.${group}`)),
        ),
      });
    case "count":
      return describeCount(words, atom);
    case "sum":
      return describeSum(words, atom);
    case "share": {
      const value = percentWords(words, atom.percent);
      return t("atom.share", {
        when: windowWords(words, atom.window),
        limit: t(`limit.${atom.comparison}`, { value }),
        filters: filterWords(words, atom.where),
      });
    }
    case "revenue":
      return atom.percentile === 50
        ? t(`revenue.${atom.comparison}.median`)
        : t(`revenue.${atom.comparison}.top`, { part: percentWords(words, 100 - atom.percentile) });
    case "since":
      return t(`since.${atom.comparison}`, {
        moment: momentWords(words, atom.moment),
        length: durationWords(words, atom.duration),
      });
    case "sequence":
      return describeSequence(words, atom);
    case "consent":
      return t(`consent.${atom.channel}`, {
        states: joinEither(
          words,
          atom.states.map((state) => t(`state.${state}`)),
        ),
      });
    case "tag":
      return t("atom.tag", { tag: atom.tag });
    case "segment":
      return t("atom.segment", { handle: atom.handle });
    case "person":
      return t(`person.${atom.is}`);
    default:
      return assertNever(atom);
  }
}

function describeCount(words: Words<"conditions">, atom: CountAtom): string {
  const { t, format } = words;
  const { of, each, comparison, count } = atom;
  const amount = { count, amount: format.count(count) };
  const when = windowWords(words, atom.window);
  if (of.kind === "orders") {
    const value = withFilters(words, t("value.orders", amount), of.where);
    const limit = t(`limit.${comparison}`, { value });
    return each === null
      ? t("count.orders", { limit, when })
      : t("count.ordersOfOne", { limit, when });
  }
  const limit = t(`limit.${comparison}`, { value: t("value.times", amount) });
  const things = joinEither(words, thingsWords(words, of, "therewas"));
  return each === null
    ? t("count.signals", { things, limit, when })
    : t("count.signalsOfOne", { things, limit, when });
}

function describeSum(words: Words<"conditions">, atom: SumAtom): string {
  const { t, format } = words;
  const { of, money, comparison } = atom;
  const value = t("value.money", { amount: plainNumber(format, atom.amount) });
  const parts = {
    when: windowWords(words, atom.window),
    limit: t(`limit.${comparison}`, { value }),
  };
  return of.kind === "orders"
    ? t(`sum.orders.${money}`, { ...parts, orders: withFilters(words, t("orders"), of.where) })
    : t(`sum.signals.${money}`, { ...parts, thing: thingWords(words, of) });
}

function describeSequence(words: Words<"conditions">, atom: SequenceAtom): string {
  const { t } = words;
  const { moment, followed, by, within } = atom;
  const nouns = by.flatMap((things) =>
    thingsWords(words, things, followed === "some" ? "some" : "no"),
  );
  // An order and the event of it are two things to the language, and one to a reader.
  const apart = [...new Set(nouns)];
  const things = followed === "some" ? joinEither(words, apart) : joinNeither(words, apart);
  const parts = { moment: momentWords(words, moment, true), things };
  if (within === null) return t(`followed.${followed}`, parts);
  const length = durationWords(words, within, "lengthAfter");
  return t(`followed.${followed}Within`, { ...parts, length });
}

const capital = (sentence: string): string =>
  sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
