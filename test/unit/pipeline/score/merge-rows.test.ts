import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeRows } from "../../../../app/pipeline/score/merge-rows.ts";
import type { SlotRow } from "../../../../app/pipeline/shared/records.ts";
import { TRUST_LEVELS } from "../../../../app/pipeline/shared/signals.ts";

/** Few slots and signals, so that many rows share all three. */
const someRow = fc.record<SlotRow>({
  signal: fc.constantFrom("page_viewed", "product_viewed", "order_placed"),
  trust: fc.constantFrom(...TRUST_LEVELS),
  slot: fc.integer({ min: 0, max: 3 }),
  count: fc.integer({ min: 1, max: 9 }),
  value: fc.integer({ min: 0, max: 9 }),
  firstAt: fc.integer({ min: 0, max: 99 }),
  lastAt: fc.integer({ min: 100, max: 199 }),
});
const someRows = fc.array(someRow, { maxLength: 30 });

test("of each signal, slot and trust one row is left, and nothing is lost", () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const merged = mergeRows(rows);
      const names = merged.map(({ signal, slot, trust }) => `${signal} ${slot} ${trust}`);
      expect(new Set(names).size).toBe(names.length);
      const count = (list: readonly SlotRow[]) => list.reduce((sum, row) => sum + row.count, 0);
      expect(count(merged)).toBe(count(rows));
    }),
  );
});

test("their order changes nothing", () => {
  const shuffled = someRows.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
  );
  fc.assert(
    fc.property(shuffled, ([rows, others]) => {
      expect(mergeRows(others)).toEqual(mergeRows(rows));
    }),
  );
});

test("what is merged is given back as it is", () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const merged = mergeRows(rows);
      expect(mergeRows(merged)).toBe(merged);
    }),
  );
});
