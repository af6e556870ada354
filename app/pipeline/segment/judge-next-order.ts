import type { Duration, NextOrderAtom } from "./condition-tree.ts";
import { assertNever } from "../shared/outcome.ts";
import type { Instant } from "../shared/time.ts";
import type { Prepared } from "./prepare.ts";
import { endOf } from "./span.ts";
import type { Measure } from "./span.ts";
import { changingAt, lasting } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** The expected instant comes nearer while time passes, and once it is past it is less far than anything. */
export function judgeNextOrder(atom: NextOrderAtom, prepared: Prepared): Verdict {
  const { asOf, person } = prepared;
  const expected = person.outlook?.nextOrderAt ?? null;
  if (expected === null) return lasting(false, () => ({ kind: "next-order-unknown" }));
  const nearsAt = nearFrom(expected, atom.duration, prepared);
  const isNear = asOf >= nearsAt;
  return changingAt({
    met: isNear === (atom.comparison === "less-than"),
    fact: () => ({ kind: "next-order", inMs: expected - asOf, isNear }),
    at: nearsAt,
    asOf,
  });
}

/** Since when an instant is less far away than a duration: it lies before the end of one that begins then. */
function nearFrom(expected: Instant, duration: Duration, measure: Measure): Instant {
  const past = expected + 1;
  switch (duration.kind) {
    case "fixed":
    case "typical-gaps":
      return Math.min(past, expected - endOf(0, duration, measure) + 1);
    case "days":
      return Math.min(past, measure.zone.startOf(measure.zone.dayOf(expected) + 1 - duration.days));
    case "longest-of":
      return duration.of.reduce(
        (first, part) => Math.min(first, nearFrom(expected, part, measure)),
        past,
      );
    default:
      return assertNever(duration);
  }
}
