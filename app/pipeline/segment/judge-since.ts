import type { Instant } from "../shared/time.ts";
import type { SinceAtom } from "./condition-tree.ts";
import { isTimeless, momentAt, momentsOf } from "./moment.ts";
import { periodBreaks } from "./occurrence.ts";
import { longestOf, passedBetween } from "./passed.ts";
import type { Prepared } from "./prepare.ts";
import { endOf } from "./span.ts";
import { firstChange, NEVER } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** Time only passes: "at least" begins at the instant at which the duration is over, and "less than" ends at it. */
export function judgeSince(atom: SinceAtom, prepared: Prepared): Verdict {
  const { moment, comparison, duration } = atom;
  const { asOf } = prepared;
  const occurrences = prepared.occurrencesOf(moment.of);
  const metFrom = (at: Instant | null, now: Instant): boolean =>
    at !== null && now >= endOf(at, duration, prepared) === (comparison === "at-least");
  const at = momentAt(moment.kind, occurrences, asOf);
  const met = metFrom(at, asOf);
  return {
    met,
    reason: () => {
      if (at === null) return [{ kind: "never", of: moment.of }];
      const limit = longestOf(at, duration, prepared);
      const ago = passedBetween(at, asOf, limit, prepared);
      const relation = met === (comparison === "at-least") ? "at-least" : "less-than";
      return [{ kind: "since", moment, ago, relation, limit }];
    },
    flipsAt: (limit) => {
      if (isTimeless(occurrences)) {
        const end = at === null ? NEVER : endOf(at, duration, prepared);
        return end > asOf ? end : NEVER;
      }
      return firstChange({
        met,
        metAt: (now) => metFrom(momentAt(moment.kind, occurrences, now), now),
        breaks: [
          ...periodBreaks(occurrences),
          ...momentsOf(occurrences).map((instant) => endOf(instant, duration, prepared)),
        ],
        asOf,
        limit,
      });
    },
  };
}
