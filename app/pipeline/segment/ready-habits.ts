import type { Condition, Window } from "./condition-tree.ts";
import {
  allOf,
  atLeast,
  last,
  lessThanAgo,
  orders,
  readySegment,
  signals,
  typicalGaps,
} from "./segment-parts.ts";

/** Two years: long enough for a habit, short enough to lose one. */
const HABIT: Window = { kind: "days", days: 730 };
/** Of two orders one sale decides. */
const LEAST_ORDERS = 3;

const ordersSo = (discounted: boolean, percent: number): Condition => ({
  kind: "share",
  where: [{ kind: "discounted", is: discounted }],
  window: HABIT,
  comparison: "at-least",
  percent,
});

export const discountLover = readySegment({
  handle: "discount-lover",
  condition: allOf(atLeast(LEAST_ORDERS, orders, { window: HABIT }), ordersSo(true, 66)),
});

export const fullPriceLoyal = readySegment({
  handle: "full-price-loyal",
  condition: allOf(
    atLeast(LEAST_ORDERS, orders, { window: HABIT }),
    ordersSo(false, 80),
    // Loyal is who comes: two gaps are later than nearly everybody who returns.
    lessThanAgo(last(orders), typicalGaps(2)),
  ),
});

/** A season: who answered within it still knows the shop. */
const SEASON: Window = { kind: "days", days: 90 };

const mayWrite = (channel: "email" | "sms"): Condition => ({
  kind: "consent",
  channel,
  states: ["subscribed"],
});

export const emailEngaged = readySegment({
  handle: "email-engaged",
  condition: allOf(
    mayWrite("email"),
    // Clicks and visits, and no opens: mail programs open on their own.
    atLeast(2, signals("email_clicked", "email_visited"), { window: SEASON }),
  ),
});

export const smsEngaged = readySegment({
  handle: "sms-engaged",
  condition: allOf(
    mayWrite("sms"),
    // Few are sent, so that one answer says as much as two to emails.
    atLeast(1, signals("sms_clicked", "sms_replied", "sms_visited"), { window: SEASON }),
  ),
});
