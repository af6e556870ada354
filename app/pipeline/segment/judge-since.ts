import type { Instant } from "../shared/time.ts";
import type { SinceAtom } from "./condition-tree.ts";
import { isTimeless, momentAt, momentsOf } from "./moment.ts";
import { periodBreaks } from "./occurrence.ts";
import type { Prepared } from "./prepare.ts";
import { endOf } from "./span.ts";
import { firstChange, NEVER } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";
import { describeMoment, describePassed } from "./words.ts";

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
      const name = describeMoment(moment);
      if (at === null) return `no ${name}`;
      const { ago, limit } = describePassed({ at, asOf, duration, measure: prepared });
      const isOver = met === (comparison === "at-least");
      return `${name} ${ago}, ${isOver ? "at least" : "less than"} ${limit}`;
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
