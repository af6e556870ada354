import type { Missing } from "../../pipeline/predict/shop/what-is-missing.ts";
import { formatCount } from "../format/format-number.ts";

const WHAT_WORDS: Record<Missing["what"], { one: string; many: string }> = {
  "repeat-buyers": { one: "more repeat buyer", many: "more repeat buyers" },
  "buyers-in-trials": {
    one: "more order to check predictions against",
    many: "more orders to check predictions against",
  },
  "days-of-history": { one: "more day of orders", many: "more days of orders" },
};

const BRINGS_WORDS: Record<Missing["brings"], string> = {
  "own-purchase-rhythm": "your shop's own rhythm can be trusted",
  "choice-by-trial": "the model can be chosen by how it does in your shop",
  "learned-weights": "what customers do can be weighed by your shop's own past",
  "boosted-trees": "decision trees can be learned from your shop",
  "whole-horizon": "predictions over your shop's own span can be checked in full",
};

/** "38 more repeat buyers until your shop's own rhythm can be trusted (62 of 100)". */
export function missingWords({ what, have, need, brings }: Missing): string {
  const left = Math.max(1, Math.ceil(need - have));
  const noun = WHAT_WORDS[what][left === 1 ? "one" : "many"];
  return `${formatCount(left)} ${noun} until ${BRINGS_WORDS[brings]} (${formatCount(have)} of ${formatCount(need)})`;
}
