import { compare } from "./compare.ts";
import type { CountAtom } from "./condition-tree.ts";
import type { Prepared } from "./prepare.ts";
import { relate } from "./relate.ts";
import { greatestTallyAt, tallyAt, tallyFlip } from "./tally.ts";
import type { Verdict } from "./verdict.ts";

/** Things only leave a window while nothing happens: each quarter of an hour and each order at its own instant. */
export function judgeCount(atom: CountAtom, prepared: Prepared): Verdict {
  const { of, each, window, comparison, count: asked } = atom;
  const { asOf } = prepared;
  const occurrences = prepared.occurrencesOf(of, each === null ? "whole" : "one-product");
  const tally = { occurrences, measured: "count" as const, window, measure: prepared };
  const totalAt = each === null ? tallyAt : greatestTallyAt;
  const total = totalAt(tally, asOf);
  const met = compare(total, comparison, asked);
  return {
    met,
    reason: () => [
      {
        kind: "count",
        of,
        each,
        window,
        count: total,
        relation: relate(comparison, met),
        limit: asked,
      },
    ],
    flipsAt: (limit) =>
      tallyFlip({ tally, totalAt, isMet: (sum) => compare(sum, comparison, asked), asOf, limit }),
  };
}
