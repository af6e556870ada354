import fc from "fast-check";
import { expect, test } from "vitest";
import {
  describeFields,
  LEAST_MOVE,
  LEAST_SHARE,
  planFields,
  SCORE_FIELDS,
  settleFields,
  type FieldValues,
} from "../../../../app/pipeline/activate/score-fields.ts";
import type { Evidence } from "../../../../app/pipeline/predict/calibration/interval.ts";

const POINTS = ["intent", "engagement", "value", "behavior", "chance_30_days"] as const;

const anyFields: fc.Arbitrary<FieldValues> = fc
  .record(
    {
      ...Object.fromEntries(
        POINTS.map((field) => [field, fc.integer({ min: 0, max: 100 }).map(String)]),
      ),
      expected_value: fc.integer({ min: 0, max: 100_000 }).map((minor) => (minor / 100).toFixed(2)),
      rfm_group: fc.constantFrom("champions", "lost", "new"),
    },
    { requiredKeys: [] },
  )
  .map((record): FieldValues => record);

const describe = (points: number | null, chance: number, evidence: Evidence = "fair") =>
  describeFields({
    judgement: {
      scores: {
        points: { intent: points, engagement: null, value: null, behavior: null },
        ledger: NO_LEDGER,
      },
      rfm: { group: null, reason: "no-orders-yet" },
    },
    outlook: {
      month: { value: chance, low: 0, high: 1, evidence },
      lifetimeValue: { months: 12, meanMinor: 12_345.6, lowMinor: 0, highMinor: 99_999, evidence },
    },
    currency: "EUR",
  });
const NO_SCORE = { points: null, contributions: [] } as never;
const NO_LEDGER = { intent: NO_SCORE, engagement: NO_SCORE, value: NO_SCORE, behavior: NO_SCORE };

test("Scores are told in whole points, rounded down, chances in percent, amounts in the shop's currency.", () => {
  expect(describe(69_999_999, 0.126)).toEqual({
    intent: "69",
    chance_30_days: "13",
    expected_value: "123.46",
  });
});

test("What is unknown, and what rests on no evidence, has no metafield.", () => {
  expect(describe(null, 0.5, "none")).toEqual({});
});

test("A number is told again when it moved by 5 points, an amount by a tenth, and one that reached or left zero at once.", () => {
  const settle = (before: FieldValues, fresh: FieldValues) =>
    settleFields({ before, fresh, isMember: "as-before" });
  expect(settle({ intent: "50" }, { intent: "54" })).toEqual({ intent: "50" });
  expect(settle({ intent: "50" }, { intent: "45" })).toEqual({ intent: "45" });
  expect(settle({ intent: "4" }, { intent: "0" })).toEqual({ intent: "0" });
  expect(settle({ intent: "0" }, { intent: "1" })).toEqual({ intent: "1" });
  expect(settle({ expected_value: "100.00" }, { expected_value: "109.99" })).toEqual({
    expected_value: "100.00",
  });
  expect(settle({ expected_value: "100.00" }, { expected_value: "90.00" })).toEqual({
    expected_value: "90.00",
  });
  expect(settle({ rfm_group: "lost" }, { rfm_group: "new" })).toEqual({ rfm_group: "new" });
});

test("What became known is told, and what became unknown is taken back.", () => {
  fc.assert(
    fc.property(anyFields, anyFields, (before, fresh) => {
      const settled = settleFields({ before, fresh, isMember: "as-before" });
      expect(Object.keys(settled).sort()).toEqual(Object.keys(fresh).sort());
    }),
  );
});

test("Who enters or leaves a segment has every field told as it is.", () => {
  fc.assert(
    fc.property(anyFields, anyFields, (before, fresh) => {
      expect(settleFields({ before, fresh, isMember: "changed" })).toEqual(fresh);
    }),
  );
});

test("A metafield is never more than 5 points, or a tenth of an amount, from the truth.", () => {
  fc.assert(
    fc.property(fc.array(anyFields, { minLength: 1, maxLength: 20 }), (told) => {
      let stands: FieldValues = {};
      for (const fresh of told) {
        stands = settleFields({ before: stands, fresh, isMember: "as-before" });
        for (const field of POINTS) {
          const gap = Math.abs(Number(stands[field] ?? 0) - Number(fresh[field] ?? 0));
          expect(gap).toBeLessThan(LEAST_MOVE);
        }
        const [amount, truth] = [stands.expected_value, fresh.expected_value].map(Number);
        if (amount)
          expect(Math.abs((truth ?? 0) - amount)).toBeLessThan(amount * LEAST_SHARE + 1e-9);
        expect(stands.rfm_group).toBe(fresh.rfm_group);
      }
    }),
  );
});

test("A plan brings what stands to what is desired, and where that is unknown it writes all.", () => {
  fc.assert(
    fc.property(anyFields, anyFields, fc.boolean(), (desired, written, isKnown) => {
      const { set, remove } = planFields({ desired, written: isKnown ? written : null });
      const after: Record<string, string> = { ...written };
      for (const { field, value } of set) after[field] = value;
      for (const field of remove) delete after[field];
      expect(after).toEqual(desired);
      if (!isKnown) expect(set.length + remove.length).toBe(SCORE_FIELDS.length);
    }),
  );
});
