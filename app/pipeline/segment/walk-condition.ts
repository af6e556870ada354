import type { Atom, Condition, Duration, Filter, Things } from "./condition-tree.ts";

/** All atoms of a condition, from left to right. */
export function* atomsOf(condition: Condition): Generator<Atom> {
  if (condition.kind === "all" || condition.kind === "any" || condition.kind === "none") {
    for (const part of condition.of) yield* atomsOf(part);
  } else {
    yield condition;
  }
}

/** All that an atom counts or looks for, each list of things once for each place where it stands. */
export function thingsOf(atom: Atom): readonly Things[] {
  switch (atom.kind) {
    case "count":
    case "sum":
      return [atom.of];
    case "share":
      return [{ kind: "orders", where: atom.where }];
    case "since":
      return [atom.moment.of];
    case "sequence":
      return [atom.moment.of, ...atom.by];
    default:
      return [];
  }
}

const ABOUT_PRODUCTS = ["product", "collection", "product-type", "vendor", "price"];

/** Whether a filter asks what a thing is about. The others ask how an order was placed. */
export const isAboutProducts = (filter: Filter): boolean =>
  filter.kind === "price-dropped" || ABOUT_PRODUCTS.includes(filter.kind);

/** Whether a filter asks for a product as it is in the catalog now. */
export const asksCatalog = (filter: Filter): boolean =>
  isAboutProducts(filter) && filter.kind !== "product";

/** A duration that is no combination. */
export type Leaf = Exclude<Duration, { kind: "longest-of" }>;

/** The parts of a duration that are no combination. */
export function* leavesOf(duration: Duration): Generator<Leaf> {
  if (duration.kind === "longest-of") {
    for (const part of duration.of) yield* leavesOf(part);
  } else {
    yield duration;
  }
}
