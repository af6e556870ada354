import type { Definition } from "../definition.ts";
import { memberAt } from "../steps.ts";
import type { Change } from "../steps.ts";

/** Why an instant is looked at. */
export type Reason =
  | "event"
  | "before a flip"
  | "after a flip"
  | "at random"
  | "from scratch"
  | "stored at a step"
  | "due too late";

/** One membership that the product has otherwise than the naive evaluator. */
export interface Difference {
  handle: string;
  /** Of the profile. */
  name: string;
  at: number;
  reason: Reason;
  naive: boolean;
  product: boolean;
}

/** What comparing came to. Sums of several parts are those of the whole. */
export interface Tally {
  checked: number;
  differences: number;
  lateExits: number;
  /** Entries, and exits by time alone, as the naive evaluator has them. */
  entries: number;
  exitsByTime: number;
  /** Exits and entries, and computed due-times. */
  flips: number;
  dues: number;
  /** The first differences. */
  shown: readonly Difference[];
}

export const NOTHING: Tally = {
  checked: 0,
  differences: 0,
  lateExits: 0,
  entries: 0,
  exitsByTime: 0,
  flips: 0,
  dues: 0,
  shown: [],
};

const MOST_SHOWN = 10;

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    checked: a.checked + b.checked,
    differences: a.differences + b.differences,
    lateExits: a.lateExits + b.lateExits,
    entries: a.entries + b.entries,
    exitsByTime: a.exitsByTime + b.exitsByTime,
    flips: a.flips + b.flips,
    dues: a.dues + b.dues,
    shown: [...a.shown, ...b.shown].slice(0, MOST_SHOWN),
  };
}

/** One membership as both sides have it, and where it is looked at. */
export interface Compared {
  definition: Definition;
  name: string;
  from: number;
  until: number;
  naive: readonly Change[];
  product: readonly Change[];
  /** Every instant at which something was told of the profile. */
  tellings: readonly number[];
  /** Due-times that the product computed. */
  dues: readonly number[];
  /** Drawn at random. */
  instants: readonly number[];
  /** The naive verdict computed anew at a drawn instant; null where it hangs on the past. */
  scratch: ((at: number) => boolean) | null;
}

const SECOND_MS = 1000;
/** An exit by time must have happened so soon after its instant. */
const LATEST_MS = 60 * SECOND_MS;

/** Compares one membership at every event, a second before and after every flip, and at instants drawn at random. */
export function compare(compared: Compared): Tally {
  const { definition, name, naive, product, tellings, dues, instants, from, until } = compared;
  let checked = 0;
  let differences = 0;
  const shown: Difference[] = [];
  const check = (at: number, reason: Reason, expected: boolean): void => {
    checked += 1;
    const found = memberAt(product, at);
    if (found === expected) return;
    differences += 1;
    if (shown.length < MOST_SHOWN) {
      shown.push({ handle: definition.handle, name, at, reason, naive: expected, product: found });
    }
  };
  const checkTimeline = (at: number, reason: Reason): void => {
    if (at >= from && at < until) check(at, reason, memberAt(naive, at));
  };

  for (const at of tellings) checkTimeline(at, "event");
  const flips = new Set([...naive.map(({ at }) => at), ...product.map(({ at }) => at), ...dues]);
  for (const at of flips) {
    checkTimeline(at - SECOND_MS, "before a flip");
    checkTimeline(at + SECOND_MS, "after a flip");
  }
  for (const at of instants) {
    checkTimeline(at, "at random");
    if (compared.scratch !== null) check(at, "from scratch", compared.scratch(at));
  }
  const told = new Set(tellings);
  const exits = naive.filter(({ at, member }) => !member && !told.has(at));
  return {
    checked,
    differences,
    lateExits: exits.filter((exit) => isLate(exit.at, compared)).length,
    entries: naive.filter(({ member }) => member).length,
    exitsByTime: exits.length,
    flips: naive.length,
    dues: dues.length,
    shown,
  };
}

/** Whether the product still has a member a minute after its exit, all the time since. */
function isLate(at: number, { product, naive, until }: Compared): boolean {
  const deadline = at + LATEST_MS;
  if (deadline >= until || naive.some((change) => change.at > at && change.at <= deadline))
    return false;
  const hasChanged = product.some((change) => change.at > at && change.at <= deadline);
  return memberAt(product, at) && !hasChanged;
}
