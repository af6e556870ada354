import { expect, test } from "vitest";
import { estimateBackfill } from "../../../app/components/dashboard/estimate-backfill.ts";

const done = { resource: "customers", loaded: 100, total: 100, startedAt: 0, finishedAt: 5_000 };
const open = { resource: "orders", loaded: 100, total: 300, startedAt: 0, finishedAt: null };

test("the rest takes as long as the rows so far took", () => {
  // 200 rows in 10 s, 200 left.
  expect(estimateBackfill([done, open], 10_000)).toBe(10_000);
});

test("nothing is left when all is read", () => {
  expect(estimateBackfill([done], 10_000)).toBe(0);
  expect(estimateBackfill([], 10_000)).toBe(0);
});

test("nothing is said before anything was read or while a total is unknown", () => {
  expect(estimateBackfill([{ ...open, loaded: 0 }], 10_000)).toBeNull();
  expect(estimateBackfill([done, { ...open, total: null }], 10_000)).toBeNull();
  expect(estimateBackfill([{ ...open, startedAt: 10_000 }], 10_000)).toBeNull();
});

test("more rows than were announced leave nothing, not less than nothing", () => {
  expect(estimateBackfill([{ ...open, loaded: 400 }], 10_000)).toBe(0);
});
