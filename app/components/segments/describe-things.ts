import type { Filter, Moment, Things } from "../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import { durationWords } from "./describe-span.ts";
import { listWords } from "./list-words.ts";
import { SIGNAL_NOUNS } from "./signal-nouns.ts";

/** What things are called, each kind for itself, with what they must be about: "order with a discount". */
export function thingNouns(things: Things): string[] {
  const nouns =
    things.kind === "orders" ? ["order"] : things.signals.map((name) => SIGNAL_NOUNS[name]);
  const about = filterWords(things.where);
  return nouns.map((noun) => `${noun}${about}`);
}

/** "order", "product view or cart view of type Shoes": one noun for them all. */
export function thingWords(things: Things): string {
  const plain = thingNouns({ ...things, where: [] });
  return `${listWords(plain)}${filterWords(things.where)}`;
}

/** "last order", "first product view". */
export const momentWords = ({ kind, of }: Moment): string => `${kind} ${thingWords(of)}`;

/** " of type Shoes by Acme"; nothing without filters. */
export const filterWords = (where: readonly Filter[]): string =>
  where.map((filter) => ` ${describeFilter(filter)}`).join("");

function describeFilter(filter: Filter): string {
  switch (filter.kind) {
    case "product":
      return `of product ${listWords(filter.ids)}`;
    case "collection":
      return `of collection ${listWords(filter.ids)}`;
    case "product-type":
      return `of type ${listWords(filter.names)}`;
    case "vendor":
      return `by ${listWords(filter.names)}`;
    case "price":
      return priceWords(filter);
    case "price-dropped":
      return `of a product that became cheaper ${filter.afterwards ? "afterwards, " : ""}within ${durationWords(filter.within)}`;
    case "channel":
      return `through ${listWords(filter.names)}`;
    case "discounted":
      return filter.is ? "with a discount" : "without a discount";
    default:
      return assertNever(filter);
  }
}

function priceWords({ from, below }: { from: number | null; below: number | null }): string {
  if (below === null) return `of a product that costs ${from ?? 0} or more`;
  if (from === null) return `of a product that costs less than ${below}`;
  return `of a product that costs from ${from} to less than ${below}`;
}
