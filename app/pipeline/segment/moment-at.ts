import type { Instant } from "../shared/time.ts";
import type { Moment } from "./condition.ts";
import type { Prepared } from "./verdict.ts";

/**
 * When a moment happened, as known at `asOf`, or null when it did not. Exact for signals too:
 * a row of the roll-up knows the first and the last occurrence of its slot. What anybody could have sent
 * makes no moment: a loop of requests must not put a customer into a segment that writes to them.
 */
export function momentAt(moment: Moment, { facts, orders, asOf }: Prepared): Instant | null {
  if (moment.kind === "first-order") return orders[0]?.placedAt ?? null;
  if (moment.kind === "last-order") return orders.at(-1)?.placedAt ?? null;
  let latest: Instant | null = null;
  for (const { signal, trust, firstAt, lastAt } of facts.rows) {
    if (trust === "unsigned" || firstAt > asOf || !moment.signals.includes(signal)) continue;
    const at = lastAt <= asOf ? lastAt : firstAt;
    if (latest === null || at > latest) latest = at;
  }
  return latest;
}
