import { formatMinorUnits } from "../shared/money.ts";
import { compare } from "./compare.ts";
import type { SumAtom } from "./condition-tree.ts";
import { minorOf } from "./filter-products.ts";
import type { Prepared } from "./prepare.ts";
import { tallyAt, tallyFlip } from "./tally.ts";
import type { Verdict } from "./verdict.ts";
import { describeRelation, describeThings, describeWindow } from "./words.ts";

/** The money of orders that pass, each wholly and net of refunds, or of signals as they tell it. */
export function judgeSum(atom: SumAtom, prepared: Prepared): Verdict {
  const { of, window, comparison, amount } = atom;
  const { asOf, shop } = prepared;
  const tally = {
    occurrences: prepared.occurrencesOf(of),
    measured: "valueMinor" as const,
    window,
    measure: prepared,
  };
  const asked = minorOf(amount, shop.currency);
  const total = tallyAt(tally, asOf);
  const met = compare(total, comparison, asked);
  return {
    met,
    reason: () =>
      `${formatMinorUnits(total, shop.currency)} ${shop.currency} by ${describeThings(of)} ` +
      `${describeWindow(window)}, ${describeRelation(comparison, met)} ${amount}`,
    flipsAt: (limit) =>
      tallyFlip({
        tally,
        totalAt: tallyAt,
        isMet: (sum) => compare(sum, comparison, asked),
        asOf,
        limit,
      }),
  };
}
