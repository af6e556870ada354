import fc from "fast-check";
import { expect, test } from "vitest";
import {
  chooseLoad,
  chooseWay,
  customersWorthLoad,
  MOST_LINES,
} from "../../../../app/pipeline/activate/choose-load.ts";
import { applyPlan, planTagChanges } from "../../../../app/pipeline/activate/tag-plan.ts";

const PREFIXES = ["k:"];
const tags = fc.subarray(["k:a", "k:b", "k:c"]);
const states = fc.array(
  fc.record({
    customerId: fc.nat().map(String),
    desired: tags,
    written: tags,
    revision: fc.nat(9),
  }),
);

test("a bulk operation is worth ten minutes of a shop's points", () => {
  expect(customersWorthLoad({ pointsEach: 10, restoredPerSecond: 100 })).toBe(6000);
  expect(customersWorthLoad({ pointsEach: 10, restoredPerSecond: 1000 })).toBe(60_000);
  expect(chooseWay({ writes: 5999, pointsEach: 10, restoredPerSecond: 100 })).toBe("paced");
  expect(chooseWay({ writes: 6000, pointsEach: 10, restoredPerSecond: 100 })).toBe("bulk");
});

test("a load says each customer's whole change, and takes the side that more are on", () => {
  fc.assert(
    fc.property(states, fc.boolean(), (found, isCleaning) => {
      const { change, lines } = chooseLoad({ states: found, isCleaning, prefixes: PREFIXES });
      const sides = { add: 0, remove: 0 };
      for (const { desired, written } of found) {
        const wanted = isCleaning ? [] : desired;
        const plan = planTagChanges({ current: written, desired: wanted, prefixes: PREFIXES });
        if (plan.add.length > 0 && plan.remove.length === 0) sides.add += 1;
        if (plan.remove.length > 0 && plan.add.length === 0) sides.remove += 1;
      }
      expect(lines).toHaveLength(Math.max(sides.add, sides.remove));
      expect(lines).toHaveLength(sides[change]);
      const left = [...found];
      for (const line of lines) {
        const at = left.findIndex(
          ({ customerId, revision, desired, written }) =>
            customerId === line.customerId &&
            revision === line.revision &&
            applyPlan(written, {
              add: change === "add" ? line.tags : [],
              remove: change === "remove" ? line.tags : [],
            }).join() === (isCleaning ? [] : desired.toSorted()).join(),
        );
        expect(at).toBeGreaterThanOrEqual(0);
        left.splice(at, 1);
      }
    }),
  );
});

test("a load has at most as many lines as a wish may wait for", () => {
  const found = Array.from({ length: MOST_LINES + 5 }, (_, index) => ({
    customerId: String(index),
    desired: ["k:a"],
    written: [],
    revision: 0,
  }));
  const { lines } = chooseLoad({ states: found, isCleaning: false, prefixes: PREFIXES });
  expect(lines).toHaveLength(MOST_LINES);
});
