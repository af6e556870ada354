import { expect, test } from "vitest";
import {
  coarsenGroups,
  groupHistories,
} from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import {
  readRepeatHistory,
  tidyHistory,
} from "../../../../../app/pipeline/predict/purchase-models/repeat-history.ts";
import { DAY_MS, HOUR_MS } from "../../../../../app/pipeline/shared/time.ts";

const day = (number: number, hour = 0): number => number * DAY_MS + hour * HOUR_MS;

test("Several orders of one UTC day are one purchase, and ages count in weeks from the first.", () => {
  const instants = [day(100, 8), day(100, 23), day(107), day(107, 1), day(121, 5)];
  expect(readRepeatHistory(instants, day(135))).toEqual({ repeats: 2, lastAge: 3, observed: 5 });
});

test("What happened after the instant asked for is not known, and what happened at it is.", () => {
  const instants = [day(100), day(107), day(114)];
  expect(readRepeatHistory(instants, day(107))).toEqual({ repeats: 1, lastAge: 1, observed: 1 });
  expect(readRepeatHistory(instants, day(107) - 1)?.repeats).toBe(0);
});

test("Without a purchase there is no history.", () => {
  expect(readRepeatHistory([], day(1))).toBeNull();
  expect(readRepeatHistory([day(2)], day(1))).toBeNull();
});

test("A history that cannot be becomes the nearest that can.", () => {
  expect(tidyHistory({ repeats: -1, lastAge: 3, observed: -2 })).toEqual({
    repeats: 0,
    lastAge: 0,
    observed: 0,
  });
  expect(tidyHistory({ repeats: 2.5, lastAge: 9, observed: 4 })).toEqual({
    repeats: 2,
    lastAge: 4,
    observed: 4,
  });
});

test("Equal histories are one group, whatever their order.", () => {
  const once = { repeats: 0, lastAge: 0, observed: 10 };
  const twice = { repeats: 1, lastAge: 4, observed: 10 };
  const grouped = groupHistories([once, twice, once, { ...once, observed: 3 }, twice, once]);
  expect([...grouped.counts]).toEqual([1, 3, 2]);
  expect(grouped).toMatchObject({
    customers: 6,
    repeatCustomers: 2,
    totalRepeats: 2,
    totalObserved: 53,
  });
  expect(groupHistories([twice, twice, { ...once, observed: 3 }, once, once, once])).toEqual(
    grouped,
  );
});

test("Coarser groups are fewer and hold as many customers.", () => {
  const histories = Array.from({ length: 1000 }, (_, index) => ({
    repeats: index % 5,
    lastAge: 1 + (index % 7),
    observed: 10 + (index % 40),
  }));
  const grouped = groupHistories(histories);
  const coarse = coarsenGroups(grouped, 50);
  expect(coarse.counts.length).toBeLessThanOrEqual(51);
  expect(coarse.customers).toBe(1000);
  expect(coarse.totalObserved / grouped.totalObserved).toBeCloseTo(1, 1);
  expect(coarsenGroups(grouped, 5000)).toBe(grouped);
});
