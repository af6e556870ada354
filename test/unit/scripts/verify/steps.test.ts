import { expect, test } from "vitest";
import { openStepChecker } from "../../../../scripts/verify/segments/compare/check-steps.ts";
import { judgeNaively } from "../../../../scripts/verify/segments/compare/judge-naively.ts";
import { drawCase } from "../../../../scripts/verify/segments/draw-case.ts";
import { openNaiveShop } from "../../../../scripts/verify/segments/naive/shop.ts";
import { profileHistories } from "../../../../scripts/verify/segments/simulate/profile-histories.ts";
import { memberAt } from "../../../../scripts/verify/segments/steps.ts";
import { plainly } from "../../../../scripts/verify/segments/stored/check-in-steps.ts";

const drawn = drawCase("short", { customers: 20, days: 14, definitions: 6 });
const { world } = drawn;
const definitions = plainly(drawn.definitions);
const shop = openNaiveShop(world);

/** Right before every change, what a shop would have stored that is due at that change. */
const steps = profileHistories(world).flatMap((history) => {
  const word = judgeNaively(history, { shop, definitions });
  const changes = definitions.flatMap(({ handle }) => word.timeline(handle));
  return changes
    .filter(({ at }) => at - 1 >= history.from)
    .map(({ at }) => ({
      ...{ at: at - 1, name: history.name, dueAt: at },
      handles: definitions
        .filter(({ handle }) => memberAt(word.timeline(handle), at - 1))
        .map(({ handle }) => handle),
    }));
});
const checkAll = (stored: typeof steps | { dueAt: null }[]) => {
  const checker = openStepChecker(world, definitions);
  return steps.map((step, place) => checker.check({ ...step, ...stored[place] }));
};
const sum = (counts: readonly number[]): number => counts.reduce((total, one) => total + one, 0);

test("what is stored as the naive evaluator has it is no difference", () => {
  const tallies = checkAll(steps);
  expect(steps.length).toBeGreaterThan(20);
  expect(sum(tallies.map(({ differences }) => differences))).toBe(0);
  expect(sum(tallies.map(({ dues }) => dues))).toBeGreaterThan(5);
});

test("a due-time that is a millisecond too late, or none, is found out where time alone changes something", () => {
  const dues = sum(checkAll(steps).map((tally) => tally.dues));
  for (const late of [
    checkAll(steps.map((step) => ({ ...step, dueAt: step.dueAt + 1 }))),
    checkAll(steps.map(() => ({ dueAt: null }))),
  ]) {
    const found = late.flatMap(({ shown }) => shown);
    expect(new Set(found.map(({ reason }) => reason))).toEqual(new Set(["due too late"]));
    expect(sum(late.map(({ differences }) => differences))).toBeGreaterThan(0);
    expect(sum(late.map(({ differences }) => differences))).toBeLessThanOrEqual(dues);
  }
});

test("a membership that is not stored is found out", () => {
  const step = steps.find(({ handles }) => handles.length > 0);
  if (step === undefined) throw new Error("somebody is in a segment");
  const { shown } = openStepChecker(world, definitions).check({ ...step, handles: [] });
  expect(shown.map(({ reason }) => reason)).toContain("stored at a step");
});
