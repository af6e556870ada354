import type {
  Comparison,
  ConsentState,
  Inequality,
  Money,
  RfmAtom,
} from "../../../pipeline/segment/condition-tree.ts";
import type { Words } from "../../words/use-words.ts";
import type { Option } from "./choice.tsx";

export const INEQUALITIES = [
  "at-least",
  "more-than",
  "at-most",
  "less-than",
] as const satisfies readonly Inequality[];
export const COMPARISONS = [...INEQUALITIES, "exactly"] as const satisfies readonly Comparison[];
export const MONEY = ["whole", "products", "one-product"] as const satisfies readonly Money[];
export const BOUNDS = ["expected", "low", "high"] as const;
export const RFM_AXES = [
  "recency",
  "frequency",
  "monetary",
] as const satisfies readonly RfmAtom["axis"][];
export const CONSENT_STATES = [
  "subscribed",
  "not_subscribed",
  "unsubscribed",
  "pending",
  "unknown",
] as const satisfies readonly ConsentState[];
/** How lengths of time are compared: nothing is ever exactly so long ago. */
export const PASSED = ["at-least", "less-than"] as const;

/** Values to choose from, each with its words. */
export const optionsOf = <Value extends string>(
  values: readonly Value[],
  wordsOf: (value: Value) => string,
): Option<Value>[] => values.map((value) => ({ value, label: wordsOf(value) }));

/** "is at least", "is more than", … */
export const comparisonOptions = <Value extends Comparison>(
  { t }: Words<"editor">,
  values: readonly Value[],
): Option<Value>[] => optionsOf(values, (value) => t(`comparison.${value}`));

/** "at least" and "less than", of lengths of time. */
export const passedOptions = ({ t }: Words<"editor">): Option<(typeof PASSED)[number]>[] =>
  optionsOf(PASSED, (value) => t(`passed.${value}`));
