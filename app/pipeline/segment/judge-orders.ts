import { isWithin } from "../score/counted-orders.ts";
import type { OrdersAtom } from "./condition.ts";
import type { Prepared, Verdict } from "./verdict.ts";
import { countOf, describeDuration } from "./words.ts";

/** Orders only leave a window while nothing happens: each at its own instant plus the window. */
export function judgeOrders(atom: OrdersAtom, { orders, asOf }: Prepared): Verdict {
  const { windowMs, comparison, count: limit } = atom;
  const inWindow =
    windowMs === null ? orders : orders.filter((order) => isWithin(order.placedAt, windowMs, asOf));
  const span = windowMs === null ? "in total" : `in the last ${describeDuration(windowMs)}`;
  const isMore = comparison === "at-least" ? inWindow.length >= limit : inWindow.length > limit;
  const words = isMore
    ? { "at-least": "at least", "at-most": "more than" }
    : { "at-least": "fewer than", "at-most": "at most" };

  // While more than allowed are inside, the verdict hangs on the oldest that must not leave.
  const least = comparison === "at-least" ? limit : limit + 1;
  const pillar = least > 0 ? inWindow.at(-least) : undefined;
  return {
    met: isMore === (comparison === "at-least"),
    reason: `${countOf(inWindow.length, "order")} ${span}, ${words[comparison]} ${limit}`,
    nextFlip: windowMs !== null && isMore && pillar ? pillar.placedAt + windowMs : null,
  };
}
