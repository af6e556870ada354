/**
 * How long it takes to write so many tags, in minutes: half of a shop's cost bucket stays free for everybody else, so in
 * the long run what comes back each second is what is spent.
 * @param input.writes customers whose tags change
 * @returns 0 for none
 */
export function tagMinutes(input: {
  writes: number;
  /** Points that one customer's change costs. */
  pointsEach: number;
  restoredPerSecond: number;
}): number {
  const { writes, pointsEach, restoredPerSecond } = input;
  return (writes * pointsEach) / restoredPerSecond / 60;
}
