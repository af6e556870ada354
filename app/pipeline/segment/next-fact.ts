import { slotStart } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";
import type { Situation } from "./situation.ts";
import { NEVER } from "./verdict.ts";

/**
 * The earliest instant after `asOf` that the facts themselves name, or NEVER. Facts of the future
 * exist: clocks differ, and a past instant can be asked. They begin to count when their time has
 * come, so a profile that holds one must be looked at then.
 */
export function nextFact({
  facts,
  person,
  asOf,
}: Pick<Situation, "facts" | "person" | "asOf">): Instant {
  let next = NEVER;
  const consider = (at: Instant | null): void => {
    if (at !== null && at > asOf && at < next) next = at;
  };
  for (const row of facts.rows) {
    if (row.lastAt <= asOf) continue;
    consider(slotStart(row.slot));
    consider(row.firstAt);
    consider(row.lastAt);
  }
  for (const look of person.looks) {
    consider(look.firstAt);
    consider(look.lastAt);
  }
  for (const order of facts.orders) {
    consider(order.placedAt);
    consider(order.cancelledAt);
    for (const refund of order.refunds) consider(refund.refundedAt);
  }
  return next;
}
