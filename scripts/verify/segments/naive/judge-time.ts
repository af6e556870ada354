import type {
  Moment,
  SequenceAtom,
  SinceAtom,
  Things,
} from "../../../../app/pipeline/segment/condition-tree.ts";
import { endOf, quarterOf } from "./durations.ts";
import type { NaiveLook } from "./look.ts";
import { passingOrders, passingSignals } from "./things.ts";

/** When a moment happened, by what is known; null: it did not. */
export function momentOf(moment: Moment, look: NaiveLook): number | null {
  const { of } = moment;
  const instants =
    of.kind === "orders"
      ? passingOrders(of.where, look).map(({ placedAt }) => placedAt)
      : passingSignals(of, look).map(({ occurredAt }) => occurredAt);
  if (instants.length === 0) return null;
  return moment.kind === "first" ? Math.min(...instants) : Math.max(...instants);
}

export function judgeSince(atom: SinceAtom, look: NaiveLook): boolean {
  const moment = momentOf(atom.moment, look);
  if (moment === null) return false;
  const isOver = look.at >= endOf(moment, atom.duration, look);
  return isOver === (atom.comparison === "at-least");
}

export function judgeSequence(atom: SequenceAtom, look: NaiveLook): boolean {
  const moment = momentOf(atom.moment, look);
  if (moment === null) return false;
  const isStrict = isFollowedByItself(atom);
  const following = atom.by.flatMap((things) => followers(things, { moment, isStrict, look }));
  const first = following.length === 0 ? null : Math.min(...following);
  const end = atom.within === null ? null : endOf(moment, atom.within, look);
  const hasFollowed = first !== null && (end === null || first < end);
  if (atom.followed === "some") return hasFollowed;
  return !hasFollowed && (end === null || look.at >= end);
}

/** Whether what follows may be the moment's own kind, which must not follow itself. */
function isFollowedByItself({ moment, by }: SequenceAtom): boolean {
  const { of } = moment;
  return by.some((things) => {
    if (things.kind === "orders" || of.kind === "orders") return things.kind === of.kind;
    return things.signals.some((signal) => of.signals.includes(signal));
  });
}

/** The instants from the moment on at which things happened; of what a quarter of an hour holds its first or last. */
function followers(
  things: Things,
  { moment, isStrict, look }: { moment: number; isStrict: boolean; look: NaiveLook },
): number[] {
  const isAfter = (instant: number): boolean => (isStrict ? instant > moment : instant >= moment);
  if (things.kind === "orders") {
    return passingOrders(things.where, look)
      .map(({ placedAt }) => placedAt)
      .filter(isAfter);
  }
  const quarters = new Map<string, number[]>();
  for (const { signal, trust, about, occurredAt } of passingSignals(things, look)) {
    const thing = things.where.length === 0 ? "" : (about ?? "");
    const key = `${signal} ${trust} ${quarterOf(occurredAt)} ${thing}`;
    quarters.set(key, [...(quarters.get(key) ?? []), occurredAt]);
  }
  return [...quarters.values()].flatMap((instants) => {
    const first = Math.min(...instants);
    const last = Math.max(...instants);
    if (isAfter(first)) return [first];
    return isAfter(last) ? [last] : [];
  });
}
