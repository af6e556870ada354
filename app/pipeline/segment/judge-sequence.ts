import type { Instant } from "../shared/time.ts";
import type { Moment, SequenceAtom, Things } from "./condition-tree.ts";
import type { Fact } from "./fact.ts";
import { isTimeless, momentAt, momentsOf } from "./moment.ts";
import { passesAt, periodBreaks } from "./occurrence.ts";
import type { Occurrence } from "./occurrence.ts";
import { longestOf } from "./passed.ts";
import type { Prepared } from "./prepare.ts";
import { endOf } from "./span.ts";
import { firstChange, NEVER } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

interface Follower {
  things: Things;
  occurrences: readonly Occurrence[];
}

/** What is known of a sequence at an instant; without `within` its time is never over, and never short. */
interface Course {
  moment: Instant | null;
  follower: { at: Instant; things: Things } | null;
  /** The end of the time within which it must follow. */
  end: Instant;
}

/** The past alone decides what followed. Time decides when it is too late for anything to follow. */
export function judgeSequence(atom: SequenceAtom, prepared: Prepared): Verdict {
  const { asOf } = prepared;
  const first = prepared.occurrencesOf(atom.moment.of);
  const followers = atom.by.map((things) => ({
    things,
    occurrences: prepared.occurrencesOf(things),
  }));
  const courseAt = (now: Instant): Course => {
    const moment = momentAt(atom.moment.kind, first, now);
    if (moment === null) return { moment, follower: null, end: NEVER };
    const follower = findFollower({ moment, atom, followers, now });
    const end = atom.within === null ? NEVER : endOf(moment, atom.within, prepared);
    return { moment, follower, end };
  };
  const course = courseAt(asOf);
  const met = isMet(atom, course, asOf);
  return {
    met,
    reason: () => [tell(atom, course, prepared)],
    flipsAt: (limit) => {
      const all = [first, ...followers.map(({ occurrences }) => occurrences)];
      if (all.every(isTimeless)) {
        const waits = atom.followed === "none" && !met && !hasFollowed(course);
        return waits && course.moment !== null && course.end > asOf ? course.end : NEVER;
      }
      const { within } = atom;
      const ends =
        within === null ? [] : momentsOf(first).map((moment) => endOf(moment, within, prepared));
      return firstChange({
        met,
        metAt: (now) => isMet(atom, courseAt(now), now),
        breaks: [...all.flatMap((occurrences) => [...periodBreaks(occurrences)]), ...ends],
        asOf,
        limit,
      });
    },
  };
}

const hasFollowed = ({ follower, end }: Course): boolean => follower !== null && follower.at < end;

function isMet({ followed, within }: SequenceAtom, course: Course, now: Instant): boolean {
  if (course.moment === null) return false;
  if (followed === "some") return hasFollowed(course);
  return !hasFollowed(course) && (within === null || now >= course.end);
}

/**
 * The earliest that followed. Of a quarter of an hour in the middle of which the moment lies, the last occurrence is
 * known to be later. What is of the moment's own kind follows only at a later instant: nothing follows itself.
 */
function findFollower(input: {
  moment: Instant;
  atom: SequenceAtom;
  followers: readonly Follower[];
  now: Instant;
}): Course["follower"] {
  const { moment, atom, followers, now } = input;
  let found: Course["follower"] = null;
  for (const { things, occurrences } of followers) {
    for (const occurrence of occurrences) {
      const least = isOfKind(occurrence, atom.moment) ? moment + 1 : moment;
      const at = occurrence.firstAt >= least ? occurrence.firstAt : occurrence.lastAt;
      if (at < least || (found !== null && at >= found.at) || !passesAt(occurrence, now)) continue;
      found = { at, things };
    }
  }
  return found;
}

const isOfKind = ({ signal }: Occurrence, { of }: Moment): boolean =>
  signal === null ? of.kind === "orders" : of.kind === "signals" && of.signals.includes(signal);

function tell(atom: SequenceAtom, { moment: at, follower, end }: Course, prepared: Prepared): Fact {
  const { moment, by, within } = atom;
  const { asOf } = prepared;
  if (at === null) return { kind: "never", of: moment.of };
  const ago = { ms: asOf - at };
  if (follower !== null && follower.at < end) {
    return { kind: "followed", moment, ago, by: follower.things };
  }
  return {
    kind: "not-followed",
    moment,
    ago,
    by,
    within: within === null ? null : longestOf(at, within, prepared),
    isOpen: within !== null && asOf < end,
  };
}
