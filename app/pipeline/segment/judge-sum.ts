import { formatMinorUnits } from "../shared/money.ts";
import { compare } from "./compare.ts";
import type { Money, SumAtom } from "./condition-tree.ts";
import { minorOf } from "./filter-products.ts";
import type { Prepared } from "./prepare.ts";
import { greatestTallyAt, tallyAt, tallyFlip } from "./tally.ts";
import type { Verdict } from "./verdict.ts";
import { describeRelation, describeThings, describeWindow } from "./words.ts";

/** The money of orders that pass, net of refunds, wholly or of their products, or of events at the prices of their time. */
export function judgeSum(atom: SumAtom, prepared: Prepared): Verdict {
  const { of, money, window, comparison, amount } = atom;
  const { asOf, shop } = prepared;
  const tally = {
    // Rows of the roll-up know no product, and so no price.
    occurrences: prepared.occurrencesOf(of, isOfEvents(atom) ? "products" : money),
    measured: "valueMinor" as const,
    window,
    measure: prepared,
  };
  const asked = minorOf(amount, shop.currency);
  const totalAt = money === "one-product" ? greatestTallyAt : tallyAt;
  const total = totalAt(tally, asOf);
  const met = compare(total, comparison, asked);
  return {
    met,
    reason: () =>
      `${formatMinorUnits(total, shop.currency)} ${shop.currency} by ${describeThings(of)}${MONEY_WORDS[money]} ` +
      `${describeWindow(window)}, ${describeRelation(comparison, met)} ${amount}`,
    flipsAt: (limit) =>
      tallyFlip({
        tally,
        totalAt,
        isMet: (sum) => compare(sum, comparison, asked),
        asOf,
        limit,
      }),
  };
}

const isOfEvents = ({ of, money }: SumAtom): boolean => of.kind === "signals" && money === "whole";

const MONEY_WORDS: Record<Money, string> = {
  whole: "",
  products: " of these products",
  "one-product": " of one product",
};
