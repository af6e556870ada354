import { setImmediate as letOthersGo } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inStages } from "../../../app/services/in-stages.ts";

const STAGES = ["read", "compute", "write"] as const;
type Stage = (typeof STAGES)[number];

/** Stages that each take so many turns of the event loop for an item, and one of which may fail. */
function watch(turns: Record<Stage, number>, failing: { stage: Stage; item: number } | null) {
  const said: string[] = [];
  const busy: Record<Stage, number> = { read: 0, compute: 0, write: 0 };
  const most = { ...busy };
  let longestAhead = 0;
  const does = (stage: Stage) => async (item: number) => {
    busy[stage] += 1;
    most[stage] = Math.max(most[stage], busy[stage]);
    for (let turn = 0; turn < turns[stage]; turn += 1) await letOthersGo();
    busy[stage] -= 1;
    if (failing?.stage === stage && failing.item === item) throw new Error(`${stage} ${item}`);
    said.push(`${stage} ${item}`);
    const done = (which: Stage) => said.filter((one) => one.startsWith(which)).length;
    longestAhead = Math.max(longestAhead, done("read") - done("write"));
    return item;
  };
  const run = (items: number[]) =>
    inStages(items, { read: does("read"), compute: does("compute"), write: does("write") });
  return { run, said, busy, most, longestAhead: () => longestAhead };
}

const turns = fc.record({ read: fc.nat(5), compute: fc.nat(5), write: fc.nat(5) });
const items = fc.nat(6).map((count) => Array.from({ length: count }, (_, index) => index));

describe("items in stages", () => {
  test("each goes through all of them in its turn, one at a time of each, and few are held", async () => {
    await fc.assert(
      fc.asyncProperty(turns, items, async (taking, all) => {
        const { run, said, most, longestAhead } = watch(taking, null);
        await run(all);
        for (const stage of STAGES) {
          expect(said.filter((one) => one.startsWith(stage))).toEqual(
            all.map((item) => `${stage} ${item}`),
          );
          expect(most[stage]).toBeLessThanOrEqual(1);
        }
        // One that is read, one that is computed, one that is written.
        expect(longestAhead()).toBeLessThanOrEqual(3);
      }),
    );
  });

  test("the next is read, and the one before written, while one is computed", async () => {
    const { run, said } = watch({ read: 2, compute: 9, write: 2 }, null);
    await run([0, 1, 2]);
    expect(said.indexOf("read 1")).toBeLessThan(said.indexOf("compute 0"));
    expect(said.indexOf("write 0")).toBeLessThan(said.indexOf("compute 1"));
  });

  test("a failure is told when nothing is under way any more, and nothing comes after it", async () => {
    const failing = fc.record({ stage: fc.constantFrom(...STAGES), item: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(turns, failing, async (taking, where) => {
        const { run, said, busy } = watch(taking, where);
        await expect(run([0, 1, 2, 3])).rejects.toThrow(`${where.stage} ${where.item}`);
        expect(busy).toEqual({ read: 0, compute: 0, write: 0 });
        const after = said.length;
        await letOthersGo();
        expect(said).toHaveLength(after);
        expect(said).not.toContain(`write ${where.item}`);
      }),
    );
  });

  test("of several failures the first is told", async () => {
    const broken = Promise.reject.bind(Promise);
    const run = inStages([1, 2], {
      read: (item) => (item === 1 ? Promise.resolve(item) : broken(new Error("aborted since"))),
      compute: async (item) => {
        await letOthersGo();
        if (item === 1) throw new Error("computing");
        return item;
      },
      write: () => Promise.resolve(),
    });
    await expect(run).rejects.toThrow("aborted since");
  });
});
