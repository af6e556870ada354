import { tidyHistory } from "./repeat-history.ts";
import type { RepeatHistory } from "./repeat-history.ts";

/**
 * Customers with the same history, counted, as columns of equal length. Most customers of most shops bought once,
 * so a likelihood over groups costs a fraction of one over customers. Sorted by repeats, then ages.
 */
export interface GroupedHistories {
  repeats: Float64Array;
  lastAge: Float64Array;
  observed: Float64Array;
  /** How many customers have that history. */
  counts: Float64Array;
  customers: number;
  repeatCustomers: number;
  totalRepeats: number;
  /** Weeks, over all customers. */
  totalObserved: number;
}

/** Groups equal histories; their order changes nothing. */
export function groupHistories(histories: Iterable<RepeatHistory>): GroupedHistories {
  const sorted = Array.from(histories, tidyHistory).sort(compareHistories);
  const groups: RepeatHistory[] = [];
  const counts: number[] = [];
  for (const history of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && compareHistories(last, history) === 0)
      counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    else {
      groups.push(history);
      counts.push(1);
    }
  }
  return fromGroups(groups, counts);
}

/**
 * Fewer groups, about `most`: neighbours in the order of the groups, which are alike, all take the history of the
 * middle one. Where there are no more than that, the same groups. Approximate, for first steps and for ratios.
 */
export function coarsenGroups(grouped: GroupedHistories, most: number): GroupedHistories {
  const block = Math.ceil(grouped.counts.length / most);
  if (block <= 1) return grouped;
  const groups: RepeatHistory[] = [];
  const counts: number[] = [];
  for (let start = 0; start < grouped.counts.length; start += block) {
    const members = grouped.counts.subarray(start, start + block);
    groups.push(historyAt(grouped, start + Math.floor(members.length / 2)));
    counts.push(members.reduce((sum, count) => sum + count, 0));
  }
  return fromGroups(groups, counts);
}

/** The history of one group. */
export function historyAt(grouped: GroupedHistories, index: number): RepeatHistory {
  return {
    repeats: grouped.repeats[index] ?? 0,
    lastAge: grouped.lastAge[index] ?? 0,
    observed: grouped.observed[index] ?? 0,
  };
}

function fromGroups(groups: RepeatHistory[], counts: number[]): GroupedHistories {
  const sum = (of: (history: RepeatHistory) => number): number =>
    groups.reduce((total, history, index) => total + of(history) * (counts[index] ?? 0), 0);
  return {
    repeats: Float64Array.from(groups, ({ repeats }) => repeats),
    lastAge: Float64Array.from(groups, ({ lastAge }) => lastAge),
    observed: Float64Array.from(groups, ({ observed }) => observed),
    counts: Float64Array.from(counts),
    customers: sum(() => 1),
    repeatCustomers: sum(({ repeats }) => (repeats > 0 ? 1 : 0)),
    totalRepeats: sum(({ repeats }) => repeats),
    totalObserved: sum(({ observed }) => observed),
  };
}

const compareHistories = (a: RepeatHistory, b: RepeatHistory): number =>
  a.repeats - b.repeats || a.lastAge - b.lastAge || a.observed - b.observed;
