import { countOrders } from "../score/counted-orders.ts";
import { mergeRows } from "../score/merge-rows.ts";
import type { Condition } from "./condition.ts";
import { judgeCondition } from "./judge-condition.ts";
import { nextFact } from "./next-fact.ts";
import { earlier } from "./verdict.ts";
import type { Prepared, Situation, Verdict } from "./verdict.ts";

/**
 * Whether a profile meets a condition at `asOf`, why as a sentence with numbers, and the earliest
 * later instant at which any part of the condition can change without a new event (to the second
 * for scores, to the millisecond for all else; facts dated after `asOf` end the wait as well).
 * The shop's benchmarks change at UTC midnight, which is the caller's to know.
 */
export function evaluateCondition(input: Situation & { condition: Condition }): Verdict {
  const { condition, ...situation } = input;
  const prepared = prepare(situation);
  const verdict = judgeCondition(condition, prepared);
  return {
    met: verdict.met,
    reason: asSentence(verdict.reason),
    nextFlip: earlier(verdict.nextFlip, nextFact(prepared.facts, prepared.asOf)),
  };
}

/** Merges the rows of all identities first: no condition can tell one id from several. */
export const prepare = (situation: Situation): Prepared => ({
  ...situation,
  facts: { ...situation.facts, rows: mergeRows(situation.facts.rows) },
  orders: countOrders(situation.facts.orders, situation.asOf),
});

export const asSentence = (phrase: string): string =>
  `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
