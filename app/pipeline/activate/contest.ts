import { tagKey } from "./tag-key.ts";
import type { TagPlan } from "./tag-plan.ts";

/**
 * So often is one tag of one customer put right within a day; whoever changes it once more is not fought. Three
 * leave room for slips of a hand, and end a workflow that undoes every repair after three rounds.
 */
export const MAX_REPAIRS_A_DAY = 3;

/**
 * The tags of ours that somebody else has put up or taken away: what a plan changes although Kindling left it
 * otherwise.
 * @param believed what stood on the customer as far as Kindling knew before it looked
 */
export function findRepairs(plan: TagPlan, believed: readonly string[]): string[] {
  const known = new Set(believed.map(tagKey));
  return [
    ...plan.add.filter((tag) => known.has(tagKey(tag))),
    ...plan.remove.filter((tag) => !known.has(tagKey(tag))),
  ];
}

export interface SettledContest {
  /** What is still done. */
  plan: TagPlan;
  /** Repairs among what is done. */
  repaired: string[];
  /** Tags that are left as they stand. */
  contested: string[];
}

/**
 * Takes out of a plan what somebody changes back each time. A tag stays contested as long as it stands other
 * than it should; whoever makes it right ends the contest.
 * @param input.contested the customer's contested tags so far
 * @param input.earlier the customer's repairs of the last day, a tag as often as it was repaired
 */
export function settleContest(input: {
  plan: TagPlan;
  repairs: readonly string[];
  contested: readonly string[];
  earlier: readonly string[];
}): SettledContest {
  const { plan, repairs, contested, earlier } = input;
  const counts = new Map<string, number>();
  for (const tag of earlier) counts.set(tagKey(tag), (counts.get(tagKey(tag)) ?? 0) + 1);
  const isOver = (tag: string): boolean => (counts.get(tagKey(tag)) ?? 0) >= MAX_REPAIRS_A_DAY;
  const left = new Set([...contested, ...repairs.filter(isOver)].map(tagKey));
  const isLeft = (tag: string): boolean => left.has(tagKey(tag));
  const isDone = (tag: string): boolean => !isLeft(tag);
  return {
    plan: { add: plan.add.filter(isDone), remove: plan.remove.filter(isDone) },
    repaired: repairs.filter(isDone),
    contested: [...plan.add, ...plan.remove].filter(isLeft).sort(),
  };
}
