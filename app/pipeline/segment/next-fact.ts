import type { ProfileFacts } from "../shared/records.ts";
import { slotStart } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";

/**
 * The earliest instant after `asOf` that the facts themselves name, or null. Facts of the future
 * exist: clocks differ, and a past instant can be asked. They begin to count when their time has
 * come, so a profile that holds one must be looked at then.
 */
export function nextFact(facts: ProfileFacts, asOf: Instant): Instant | null {
  let next = Infinity;
  const consider = (at: Instant | null): void => {
    if (at !== null && at > asOf && at < next) next = at;
  };
  for (const row of facts.rows) {
    if (row.lastAt <= asOf) continue;
    consider(slotStart(row.slot));
    consider(row.firstAt);
    consider(row.lastAt);
  }
  for (const order of facts.orders) {
    consider(order.placedAt);
    consider(order.cancelledAt);
    for (const refund of order.refunds) consider(refund.refundedAt);
  }
  return next === Infinity ? null : next;
}
