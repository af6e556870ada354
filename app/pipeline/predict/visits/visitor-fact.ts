import type { Signal } from "../../shared/signals.ts";
import type { Instant } from "../../shared/time.ts";

/** Something that a person did, as the facts have it. */
export interface VisitorFact {
  /** Names the fact: no other one has it. */
  key: string;
  signal: Signal;
  at: Instant;
  /** "product:7880321196742"; null: nothing in particular. */
  about: string | null;
}

/**
 * Facts in the one order in which they are told to a model, whatever the order in which they arrived: by time, at one
 * instant by their keys.
 */
export const orderFacts = (facts: readonly VisitorFact[]): VisitorFact[] =>
  facts.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

/** The id of the product that a fact is about; null: it is about none. */
export const productOf = ({ about }: Pick<VisitorFact, "about">): string | null =>
  about?.startsWith(PRODUCT) ? about.slice(PRODUCT.length) : null;

const PRODUCT = "product:";
