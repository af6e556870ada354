import type {
  Moment,
  SequenceAtom,
  SinceAtom,
  Things,
} from "../../../../app/pipeline/segment/condition-tree.ts";
import type { KnownSignal } from "../simulate/profile-histories.ts";
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
  const following = atom.by.flatMap((things) =>
    followers(things, { of: atom.moment.of, moment, look }),
  );
  const first = following.length === 0 ? null : Math.min(...following);
  const end = atom.within === null ? null : endOf(moment, atom.within, look);
  const hasFollowed = first !== null && (end === null || first < end);
  if (atom.followed === "some") return hasFollowed;
  return !hasFollowed && (end === null || look.at >= end);
}

/**
 * The instants from the moment on at which things happened; of what a quarter of an hour holds its first or last. What
 * is of the moment's own kind follows only later than it.
 */
function followers(
  things: Things,
  { of, moment, look }: { of: Things; moment: number; look: NaiveLook },
): number[] {
  if (things.kind === "orders") {
    const isOwn = of.kind === "orders";
    return passingOrders(things.where, look)
      .map(({ placedAt }) => placedAt)
      .filter((instant) => (isOwn ? instant > moment : instant >= moment));
  }
  const quarters = new Map<string, { signal: KnownSignal["signal"]; instants: number[] }>();
  for (const { signal, trust, about, occurredAt } of passingSignals(things, look)) {
    const thing = things.where.length === 0 ? "" : (about ?? "");
    const key = `${signal} ${trust} ${quarterOf(occurredAt)} ${thing}`;
    const instants = [...(quarters.get(key)?.instants ?? []), occurredAt];
    quarters.set(key, { signal, instants });
  }
  return [...quarters.values()].flatMap(({ signal, instants }) => {
    const isOwn = of.kind === "signals" && of.signals.includes(signal);
    const least = isOwn ? moment + 1 : moment;
    const first = Math.min(...instants);
    const last = Math.max(...instants);
    if (first >= least) return [first];
    return last >= least ? [last] : [];
  });
}
