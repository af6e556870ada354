import fc from "fast-check";
import { expect, test } from "vitest";
import {
  findRepairs,
  MAX_REPAIRS_A_DAY,
  settleContest,
} from "../../../../app/pipeline/activate/contest.ts";
import { applyPlan, planTagChanges } from "../../../../app/pipeline/activate/tag-plan.ts";

const prefixes = ["kindling:"];
const VIP = "kindling:vip";

/** One round of a war: somebody leaves the customer with `current`, and Kindling looks. */
function look(input: {
  current: string[];
  believed: string[];
  desired: string[];
  contested: string[];
  earlier: string[];
}) {
  const { current, believed, desired, contested, earlier } = input;
  const plan = planTagChanges({ current, desired, prefixes });
  return settleContest({ plan, repairs: findRepairs(plan, believed), contested, earlier });
}

test("what nobody else touched is no repair", () => {
  const plan = planTagChanges({ current: ["kindling:old"], desired: [VIP], prefixes });
  expect(findRepairs(plan, ["kindling:old"])).toEqual([]);
  expect(findRepairs(plan, [])).toEqual(["kindling:old"]);
  expect(findRepairs(plan, ["kindling:old", "Kindling:VIP"])).toEqual([VIP]);
});

test("whatever somebody undoes each time is repaired so often and then left, whether removed or put up", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.integer({ min: 1, max: 12 }), (removes, rounds) => {
      const desired = removes ? [VIP] : [];
      const earlier: string[] = [];
      let [believed, contested]: [string[], string[]] = [desired, []];
      for (let round = 0; round < rounds; round += 1) {
        const current = removes ? [] : [VIP];
        const settled = look({ current, believed, desired, contested, earlier });
        earlier.push(...settled.repaired);
        believed = applyPlan(current, settled.plan);
        contested = settled.contested;
      }
      expect(earlier).toHaveLength(Math.min(rounds, MAX_REPAIRS_A_DAY));
      expect(contested).toEqual(rounds > MAX_REPAIRS_A_DAY ? [VIP] : []);
    }),
  );
});

test("a contested tag is left while another of the same customer is written", () => {
  const settled = look({
    current: [],
    believed: [],
    desired: ["kindling:new", VIP],
    contested: [VIP],
    earlier: [VIP, VIP, VIP],
  });
  expect(settled.plan).toEqual({ add: ["kindling:new"], remove: [] });
  expect(settled.contested).toEqual([VIP]);
});

test("whoever makes a contested tag right ends the contest", () => {
  const settled = look({
    current: [VIP],
    believed: [],
    desired: [VIP],
    contested: [VIP],
    earlier: [VIP, VIP, VIP],
  });
  expect(settled).toEqual({ plan: { add: [], remove: [] }, repaired: [], contested: [] });
});
