import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import { SCORE_NAMES } from "../../../../app/pipeline/score/scores.ts";
import { compareRescored, type Rescored } from "../../../../app/pipeline/score/what-if.ts";
import { HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyModel } from "./any-model.ts";
import { anyBenchmarks, anyFacts, factsOf, NOW, row, shopOf } from "./facts.ts";

const POINT = 1_000_000;

const anyPeople: fc.Arbitrary<Rescored[]> = fc
  .record({
    facts: fc.array(anyFacts(), { maxLength: 12 }),
    benchmarks: anyBenchmarks,
    before: anyModel(),
    after: anyModel(),
  })
  .map(({ facts, benchmarks, before, after }) =>
    facts.map((own, place) => {
      const common = { facts: own, benchmarks, asOf: NOW };
      return {
        customerId: String(place),
        before: scoreProfile({ ...common, model: before }),
        after: scoreProfile({ ...common, model: after }),
      };
    }),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

test("Everybody is in one bin or unknown, before and after.", () => {
  fc.assert(
    fc.property(anyPeople, (people) => {
      const compared = compareRescored(people);
      for (const score of SCORE_NAMES) {
        for (const side of ["before", "after"] as const) {
          const { bins, unknown } = compared[score][side];
          expect(sum(bins) + unknown).toBe(people.length);
          expect(unknown).toBe(
            people.filter((person) => person[side][score].points === null).length,
          );
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("Movers are those who change most, and what is said of them adds up where all of it is said.", () => {
  fc.assert(
    fc.property(anyPeople, (people) => {
      const compared = compareRescored(people);
      for (const score of SCORE_NAMES) {
        const { rising, falling, risers, fallers } = compared[score];
        const changes = people.flatMap(({ before, after }) => {
          const [old, fresh] = [before[score].points, after[score].points];
          return old === null || fresh === null ? [] : [fresh - old];
        });
        const up = changes.filter((change) => change >= POINT).sort((a, b) => b - a);
        const down = changes.filter((change) => change <= -POINT).sort((a, b) => a - b);
        expect([rising, falling]).toEqual([up.length, down.length]);
        expect(risers.map(({ before, after }) => after - before)).toEqual(up.slice(0, 5));
        expect(fallers.map(({ before, after }) => after - before)).toEqual(down.slice(0, 5));
        for (const { before, after, because } of [...risers, ...fallers]) {
          expect(because.length).toBeGreaterThan(0);
          if (because.length === 1)
            expect(sum(because.map((term) => term.after - term.before))).toBe(after - before);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("The same model moves nobody, and the order of people decides nothing.", () => {
  fc.assert(
    fc.property(anyPeople, (people) => {
      const still = compareRescored(people.map((one) => ({ ...one, after: one.before })));
      for (const score of SCORE_NAMES) {
        expect(still[score]).toMatchObject({ rising: 0, falling: 0, risers: [], fallers: [] });
        expect(still[score].after).toEqual(still[score].before);
      }
      expect(compareRescored(people.toReversed())).toEqual(compareRescored(people));
    }),
    { numRuns: 40 },
  );
});

test("Who rises says by which signal.", () => {
  const facts = factsOf([row("product_viewed", NOW - HOUR_MS, { count: 3 })]);
  const { intent } = DEFAULT_MODEL;
  const viewed = { group: "product", weight: 12, halfLifeMs: 24 * HOUR_MS, dailyCap: 10 };
  const signals = { ...intent.signals, product_viewed: viewed };
  const common = { facts, benchmarks: shopOf([]), asOf: NOW };
  const person = {
    customerId: "7",
    before: scoreProfile({ ...common, model: DEFAULT_MODEL }),
    after: scoreProfile({ ...common, model: { ...DEFAULT_MODEL, intent: { ...intent, signals } } }),
  };
  const [riser] = compareRescored([person]).intent.risers;
  expect(riser?.because).toEqual([
    { term: "product_viewed", before: riser?.before, after: riser?.after },
  ]);
});
