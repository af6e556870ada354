import type { Instant } from "../shared/time.ts";
import type { Moment, SequenceAtom, Things } from "./condition-tree.ts";
import { isTimeless, momentAt, momentsOf } from "./moment.ts";
import { passesAt, periodBreaks } from "./occurrence.ts";
import type { Occurrence } from "./occurrence.ts";
import type { Prepared } from "./prepare.ts";
import { endOf } from "./span.ts";
import { firstChange, NEVER } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";
import { describeAgo, describeMoment, describePassed, describeThings } from "./words.ts";

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
    reason: () => describe({ atom, course, met, prepared }),
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

function describe(input: {
  atom: SequenceAtom;
  course: Course;
  met: boolean;
  prepared: Prepared;
}): string {
  const { atom, course, prepared } = input;
  const name = describeMoment(atom.moment);
  const { moment, follower, end } = course;
  if (moment === null) return `no ${name}`;
  const ago = describeAgo(prepared.asOf - moment);
  if (follower !== null && follower.at < end) {
    return `${name} ${ago} was followed by ${describeThings(follower.things)}`;
  }
  const none = `${name} ${ago}, no ${describeOthers(atom.by).join(", no ")}`;
  if (atom.within === null) return `${none} since`;
  const { asOf } = prepared;
  const { limit } = describePassed({ at: moment, asOf, duration: atom.within, measure: prepared });
  return `${none} within ${limit}${asOf < end ? " so far" : ""}`;
}

/** What did not follow, each once: an order counts as a signal and as a record, and reads the same. */
function describeOthers(by: readonly Things[]): string[] {
  const words = by.flatMap((things) =>
    things.kind === "signals" && things.where.length === 0
      ? things.signals.map((signal) => describeThings({ ...things, signals: [signal] }))
      : [describeThings(things)],
  );
  const hasOrder = words.includes("order");
  return words.filter((name) => !(hasOrder && name === "order placed"));
}
