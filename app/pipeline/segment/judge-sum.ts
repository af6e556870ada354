import { compare } from "./compare.ts";
import type { SumAtom } from "./condition-tree.ts";
import { minorOf } from "./filter-products.ts";
import type { Prepared } from "./prepare.ts";
import { relate } from "./relate.ts";
import { greatestTallyAt, tallyAt, tallyFlip } from "./tally.ts";
import type { Verdict } from "./verdict.ts";

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
    reason: () => [
      {
        kind: "sum",
        of,
        money,
        window,
        minor: total,
        currency: shop.currency,
        relation: relate(comparison, met),
        limit: asked,
      },
    ],
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
