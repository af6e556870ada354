import { ENOUGH_TO_JUDGE, ENOUGH_TO_LEARN } from "../purchase/choose-champion.ts";
import type { LearnedPurchases } from "../purchase/learn-purchases.ts";
import { DAY_MS } from "../../shared/time.ts";

/** Something that a shop has too little of yet, and what more of it would bring. */
export interface Missing {
  what: "repeat-buyers" | "buyers-in-trials" | "days-of-history";
  have: number;
  need: number;
  brings:
    | "own-purchase-rhythm"
    | "choice-by-trial"
    | "learned-weights"
    | "boosted-trees"
    | "whole-horizon";
}

/** Four parameters of how customers come back and leave are known to about a fifth from so many. */
const ENOUGH_REPEAT_BUYERS = 100;

/** The plain list of what is missing, the nearest first. Empty where nothing is. */
export function whatIsMissing(input: {
  learned: Pick<LearnedPurchases, "evidence" | "horizonMs">;
  repeatCustomers: number;
  historyDays: number;
}): Missing[] {
  const { learned, repeatCustomers, historyDays } = input;
  const { happened, count } = learned.evidence;
  const rarer = Math.min(happened, count - happened);
  const wanted: Missing[] = [
    {
      what: "repeat-buyers",
      have: repeatCustomers,
      need: ENOUGH_REPEAT_BUYERS,
      brings: "own-purchase-rhythm",
    },
    { what: "buyers-in-trials", have: rarer, need: ENOUGH_TO_JUDGE, brings: "choice-by-trial" },
    {
      what: "buyers-in-trials",
      have: rarer,
      need: ENOUGH_TO_LEARN["logistic-regression"],
      brings: "learned-weights",
    },
    {
      what: "buyers-in-trials",
      have: rarer,
      need: ENOUGH_TO_LEARN["boosted-trees"],
      brings: "boosted-trees",
    },
    {
      what: "days-of-history",
      have: Math.floor(historyDays),
      // A third of the past is the longest horizon that can be learned: see the plan of what is learned from.
      need: Math.ceil((3 * learned.horizonMs) / DAY_MS),
      brings: "whole-horizon",
    },
  ];
  return wanted
    .filter(({ have, need }) => have < need)
    .sort((a, b) => b.have / b.need - a.have / a.need);
}
