import { assertNever } from "../../shared/outcome.ts";
import type { Filter, Things } from "../condition-tree.ts";
import { formatDuration, formatNumber } from "./format-values.ts";
import type { ConditionNames } from "./names.ts";
import { quote } from "./tokens.ts";

/** "order[discounted]", "(product_viewed, cart_viewed)[collection 45]". */
export function formatThings(things: Things, names: ConditionNames): string {
  const filters = formatFilters(things.where, names);
  if (things.kind === "orders") return `order${filters}`;
  const { signals } = things;
  return `${signals.length === 1 ? signals.join("") : listed(signals)}${filters}`;
}

/** Several kinds of things. Signals that would read as one kind together are kept apart by parentheses of their own. */
export function formatThingsList(list: readonly Things[], names: ConditionNames): string {
  const texts = list.map((things) => formatThings(things, names));
  if (texts.length === 1) return texts.join("");
  return listed(list.every(isBareSignal) ? texts.map((text) => `(${text})`) : texts);
}

const isBareSignal = (things: Things): boolean =>
  things.kind === "signals" && things.signals.length === 1 && things.where.length === 0;

/** "[collection "shoes", price below 100]"; nothing without filters. */
export const formatFilters = (where: readonly Filter[], names: ConditionNames): string =>
  where.length === 0 ? "" : `[${where.map((filter) => formatFilter(filter, names)).join(", ")}]`;

function formatFilter(filter: Filter, names: ConditionNames): string {
  switch (filter.kind) {
    case "product":
      return `product ${oneOrMore(filter.ids)}`;
    case "collection":
      return `collection ${oneOrMore(filter.ids.map((id) => nameCollection(id, names)))}`;
    case "product-type":
      return `type ${oneOrMore(filter.names.map(quote))}`;
    case "vendor":
    case "channel":
      return `${filter.kind} ${oneOrMore(filter.names.map(quote))}`;
    case "price":
      return `price ${formatPrice(filter.from, filter.below)}`;
    case "price-dropped":
      return `price dropped ${filter.afterwards ? "afterwards " : ""}within ${formatDuration(filter.within)}`;
    case "discounted":
      return filter.is ? "discounted" : "not discounted";
    default:
      return assertNever(filter);
  }
}

/** Handles can be changed, and two collections can have had the same: only one that leads back is shown. */
function nameCollection(id: string, names: ConditionNames): string {
  const handle = names.handleOfCollection(id);
  return handle !== null && names.collectionIdOf(handle) === id ? quote(handle) : id;
}

function formatPrice(from: number | null, below: number | null): string {
  if (below === null) return `from ${formatNumber(from ?? 0)}`;
  if (from === null) return `below ${formatNumber(below)}`;
  return `${formatNumber(from)}..${formatNumber(below)}`;
}

const oneOrMore = (texts: readonly string[]): string =>
  texts.length === 1 ? texts.join("") : listed(texts);

const listed = (texts: readonly string[]): string => `(${texts.join(", ")})`;
