import type { Filter, Moment, Things } from "../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Signal } from "../../pipeline/shared/signals.ts";
import type { Words } from "../words/use-words.ts";
import { durationWords } from "./describe-span.ts";
import { joinEither } from "./join-words.ts";
import { plainNumber } from "./plain-number.ts";

type Noun = Signal | "order" | "checkout_step";

/** Everything that is done in a checkout but ending it: together they have one noun, since five are not read. */
const CHECKOUT_STEPS: readonly Signal[] = [
  "checkout_started",
  "checkout_contact_info_submitted",
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
];

/** How a noun is told: "a search", behind "there was" (which German bends), "no search". */
export type Article = "some" | "therewas" | "no";

function nounsOf(things: Things): readonly Noun[] {
  if (things.kind === "orders") return ["order"];
  const { signals } = things;
  if (!CHECKOUT_STEPS.every((step) => signals.includes(step))) return signals;
  const isStep = (signal: Signal): boolean => CHECKOUT_STEPS.includes(signal);
  return signals.flatMap((signal): Noun[] => {
    if (!isStep(signal)) return [signal];
    return signal === signals.find(isStep) ? ["checkout_step"] : [];
  });
}

/**
 * Each kind of the things for itself, with its article and what it must be about: "an order with a discount". Articles
 * go by the noun's class, which every language has its own of.
 */
export function thingsWords(
  words: Words<"conditions">,
  things: Things,
  article: Article,
): string[] {
  const { t } = words;
  return nounsOf(things).map((noun) => {
    const place = classOf(words, noun);
    return t(`${article}.${place}`, { noun: withFilters(words, t(`noun.${noun}`), things.where) });
  });
}

/** One noun for them all, without an article: "product view or cart view of type Shoes". */
export function thingWords(words: Words<"conditions">, things: Things): string {
  const nouns = nounsOf(things).map((noun) => words.t(`noun.${noun}`));
  return withFilters(words, joinEither(words, nouns), things.where);
}

/** "the last order"; behind "after" German bends it. */
export function momentWords(
  words: Words<"conditions">,
  { kind, of }: Moment,
  isAfter = false,
): string {
  const [only, ...others] = nounsOf(of);
  const place = only === undefined || others.length > 0 ? "list" : classOf(words, only);
  const form =
    kind === "first" ? (isAfter ? "afterFirst" : "first") : isAfter ? "afterLast" : "last";
  return words.t(`${form}.${place}`, { noun: thingWords(words, of) });
}

/** The noun with what it must be about; the noun alone without filters. */
export const withFilters = (
  words: Words<"conditions">,
  thing: string,
  where: readonly Filter[],
): string =>
  where.length === 0 ? thing : words.t("about", { thing, filters: filterWords(words, where) });

/** "of type Shoes by Acme". */
export const filterWords = (words: Words<"conditions">, where: readonly Filter[]): string =>
  where.map((filter) => describeFilter(words, filter)).join(" ");

function describeFilter(words: Words<"conditions">, filter: Filter): string {
  const { t } = words;
  const names = (all: readonly string[]) => ({ names: joinEither(words, all) });
  switch (filter.kind) {
    case "product":
      return t("filter.product", names(filter.ids));
    case "collection":
      return t("filter.collection", names(filter.ids));
    case "product-type":
      return t("filter.type", names(filter.names));
    case "vendor":
      return t("filter.vendor", names(filter.names));
    case "channel":
      return t("filter.channel", names(filter.names));
    case "price":
      return priceWords(words, filter);
    case "price-dropped": {
      const length = durationWords(words, filter.within, "lengthAfter");
      return filter.afterwards
        ? t("filter.droppedAfter", { length })
        : t("filter.dropped", { length });
    }
    case "discounted":
      return filter.is ? t("filter.discounted") : t("filter.notDiscounted");
    default:
      return assertNever(filter);
  }
}

function priceWords(
  { t, format }: Words<"conditions">,
  price: { from: number | null; below: number | null },
): string {
  const from = plainNumber(format, price.from ?? 0);
  if (price.below === null) return t("filter.priceFrom", { from });
  const below = plainNumber(format, price.below);
  return price.from === null
    ? t("filter.priceBelow", { below })
    : t("filter.priceBetween", { from, below });
}

type NounClass = "1" | "2" | "3";

/** The class by which articles and adjectives go: its gender, in English whether it begins with a vowel. */
function classOf({ t }: Words<"conditions">, noun: Noun): NounClass {
  const place: string = t(`class.${noun}`);
  return place === "2" || place === "3" ? place : "1";
}
