import type { Instant } from "../shared/time.ts";
import { compare } from "./compare.ts";
import type { ShareAtom } from "./condition-tree.ts";
import type { Prepared } from "./prepare.ts";
import { relate } from "./relate.ts";
import { tallyAt, tallyBreaks } from "./tally.ts";
import { firstChange } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** Orders that pass, of all orders of the window, in percent; without any order there is no share. */
export function judgeShare(atom: ShareAtom, prepared: Prepared): Verdict {
  const { where, window, comparison, percent } = atom;
  const { asOf } = prepared;
  const common = { measured: "count" as const, window, measure: prepared };
  const all = { ...common, occurrences: prepared.occurrencesOf({ kind: "orders", where: [] }) };
  const passing = { ...common, occurrences: prepared.occurrencesOf({ kind: "orders", where }) };
  const metAt = (at: Instant): boolean => {
    const orders = tallyAt(all, at);
    // Whole numbers on both sides of the comparison where the percentage is one.
    return orders > 0 && compare(100 * tallyAt(passing, at), comparison, percent * orders);
  };
  const met = metAt(asOf);
  return {
    met,
    reason: () => {
      const orders = tallyAt(all, asOf);
      if (orders === 0) return [{ kind: "no-orders", window }];
      const count = tallyAt(passing, asOf);
      const relation = relate(comparison, met);
      return [{ kind: "share", where, window, count, orders, relation, limit: percent }];
    },
    flipsAt: (limit) =>
      firstChange({
        met,
        metAt,
        breaks: [...tallyBreaks(all, asOf), ...tallyBreaks(passing, asOf)],
        asOf,
        limit,
      }),
  };
}
