import type { Missing } from "../../pipeline/predict/shop/what-is-missing.ts";
import type { Words } from "../words/use-words.ts";

const WHAT_KEYS = {
  "repeat-buyers": "repeatBuyers",
  "buyers-in-trials": "buyersInTrials",
  "days-of-history": "daysOfHistory",
} as const satisfies Record<Missing["what"], string>;

const BRINGS_KEYS = {
  "own-purchase-rhythm": "ownPurchaseRhythm",
  "choice-by-trial": "choiceByTrial",
  "learned-weights": "learnedWeights",
  "boosted-trees": "boostedTrees",
  "whole-horizon": "wholeHorizon",
} as const satisfies Record<Missing["brings"], string>;

/** "38 more repeat buyers until your shop's own rhythm can be trusted (62 of 100)". */
export function missingWords(words: Words<"predictions">, missing: Missing): string {
  const { t, format } = words;
  const { what, have, need, brings } = missing;
  const left = Math.max(1, Math.ceil(need - have));
  return t(`missing.${WHAT_KEYS[what]}`, {
    count: left,
    amount: format.count(left),
    brings: t(`brings.${BRINGS_KEYS[brings]}`),
    have: format.count(have),
    need: format.count(need),
  });
}
