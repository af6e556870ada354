import { planTagChanges } from "./tag-plan.ts";
import { tagMinutes } from "./tag-minutes.ts";

/**
 * From how many minutes of single requests on a change is written by a bulk operation instead. An operation takes minutes
 * whatever its size (it is queued, polled and its result read), and what its customers' tags should become meanwhile
 * waits for its end: below this it would end no sooner and follow a change of mind later.
 */
export const LOAD_MINUTES = 10;

/** Customers in one operation: the wish of none waits longer than these take. */
export const MOST_LINES = 20_000;

/** How tags are written: in single requests that pay with the shop's budget, or by a bulk operation that pays nothing. */
export type TagWay = "paced" | "bulk";

/** What one customer's change costs, and what comes back. */
export type TagPace = Omit<Parameters<typeof tagMinutes>[0], "writes">;

/** For how many customers at least a bulk operation is begun. */
export function customersWorthLoad(pace: TagPace, minMinutes: number = LOAD_MINUTES): number {
  return Math.ceil(minMinutes / tagMinutes({ writes: 1, ...pace }));
}

/** Which way a change of so many customers' tags takes, where bulk operations are allowed. */
export function chooseWay({ writes, ...pace }: TagPace & { writes: number }): TagWay {
  return writes >= customersWorthLoad(pace) ? "bulk" : "paced";
}

export interface LoadableState {
  customerId: string;
  desired: readonly string[];
  written: readonly string[];
  revision: number;
}

/** One mutation for each of many customers. */
export interface ChosenLoad {
  change: "add" | "remove";
  lines: { customerId: string; revision: number; tags: string[] }[];
}

/**
 * What one bulk operation can write of what waits. It runs one mutation only, so it takes those whose change is all
 * additions, or those whose is all removals, whichever are more. Who loses one tag and gets another is left to single
 * requests, in which both happen together.
 * @returns without lines where nobody can be taken
 */
export function chooseLoad(input: {
  states: readonly LoadableState[];
  isCleaning: boolean;
  prefixes: readonly string[];
}): ChosenLoad {
  const { states, isCleaning, prefixes } = input;
  const loads: Record<ChosenLoad["change"], ChosenLoad["lines"]> = { add: [], remove: [] };
  for (const { customerId, desired, written, revision } of states) {
    const wanted = isCleaning ? [] : desired;
    const { add, remove } = planTagChanges({ current: written, desired: wanted, prefixes });
    if (remove.length === 0 && add.length > 0) loads.add.push({ customerId, revision, tags: add });
    if (add.length === 0 && remove.length > 0)
      loads.remove.push({ customerId, revision, tags: remove });
  }
  const change = loads.add.length >= loads.remove.length ? "add" : "remove";
  return { change, lines: loads[change].slice(0, MOST_LINES) };
}
