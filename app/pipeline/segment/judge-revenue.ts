import { isWithin, REVENUE_WINDOW_MS, sumRevenue } from "../score/counted-orders.ts";
import type { Instant } from "../shared/time.ts";
import type { RevenueAtom } from "./condition-tree.ts";
import type { Fact } from "./fact.ts";
import type { Prepared } from "./prepare.ts";
import { lasting, NEVER } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Against a percentile of the shop's customers. No revenue reaches nothing, not even a percentile
 * of 0. Revenue only shrinks while nothing happens, as orders become older than 365 days.
 */
export function judgeRevenue(atom: RevenueAtom, prepared: Prepared): Verdict {
  const { benchmarks, asOf } = prepared;
  const cut = benchmarks.revenueDeciles[atom.percentile / 10 - 1];
  if (cut === undefined) {
    return lasting(false, () => ({ kind: "revenue-unknown" }));
  }
  const isMet = (revenue: number): boolean =>
    revenue > 0 && (atom.comparison === "reaches" ? revenue >= cut : revenue > cut);
  const { revenueMinor } = sumRevenue(prepared.countedOrders(), asOf);
  const met = isMet(revenueMinor);
  return {
    met,
    reason: () => [tell({ atom, revenueMinor, cut, met })],
    flipsAt: () => (met ? fallsShortAt(prepared, isMet) : NEVER),
  };
}

function fallsShortAt(
  { countedOrders, asOf }: Prepared,
  isMet: (revenue: number) => boolean,
): Instant {
  const inWindow = countedOrders().filter(({ placedAt }) =>
    isWithin(placedAt, REVENUE_WINDOW_MS, asOf),
  );
  let left = inWindow.reduce((sum, order) => sum + order.netMinor, 0);
  // Two orders of one instant leave together: testing after the first of them gives that instant.
  for (const { placedAt, netMinor } of inWindow) {
    left -= netMinor;
    if (!isMet(left)) return placedAt + REVENUE_WINDOW_MS;
  }
  return NEVER;
}

function tell(input: { atom: RevenueAtom; revenueMinor: number; cut: number; met: boolean }): Fact {
  const { atom, revenueMinor, cut, met } = input;
  if (revenueMinor <= 0) return { kind: "no-revenue" };
  const { comparison, percentile } = atom;
  // As a ratio it needs no currency, and says how far away the goal is.
  const times = cut === 0 ? null : Math.floor((revenueMinor / cut) * 100) / 100;
  return { kind: "revenue", comparison, percentile, times, met };
}
