import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Happening } from "../../../dev-store/history/history.ts";
import { splitHistory } from "../../../dev-store/history/split-history.ts";

const at = (instant: number): Happening => ({
  kind: "cancel",
  at: instant,
  orderKey: "1",
  refundMinor: 0,
});

describe("a history cut in two", () => {
  it("has half of its happenings on each side", () => {
    const { backfill, live } = splitHistory([1, 2, 3, 4].map(at));
    expect([backfill, live].map((half) => half.map((h) => h.at))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it("keeps on one side what happened at one instant", () => {
    const { backfill, live } = splitHistory([1, 2, 2, 2, 3].map(at));
    expect([backfill.length, live.length]).toEqual([4, 1]);
    expect(splitHistory([7, 7].map(at)).live).toEqual([]);
    expect(splitHistory([])).toEqual({ backfill: [], live: [] });
  });

  it("loses and repeats nothing, and puts all of the past before the present", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (instants, share) => {
          const happenings = instants.sort((a, b) => a - b).map(at);
          const { backfill, live } = splitHistory(happenings, share);
          expect([...backfill, ...live]).toEqual(happenings);
          expect(backfill.length).toBeGreaterThanOrEqual(Math.ceil(happenings.length * share));
          expect(backfill.at(-1)?.at ?? -1).toBeLessThan(live.at(0)?.at ?? Infinity);
        },
      ),
    );
  });
});
