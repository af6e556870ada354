import { expect, test } from "vitest";
import { createShopTurns } from "../../../app/services/shop-turns.ts";

const HOUR_MS = 3_600_000;

test("a shop whose work fails is left alone longer each time, also by a clock that is set back meanwhile", async () => {
  let now = 10 * HOUR_MS;
  const pauses: number[] = [];
  const turns = createShopTurns({
    clock: () => now,
    onFailure: ({ pauseMs }) => void pauses.push(pauseMs),
  });
  const fail = (): Promise<number> => turns.take([1], () => Promise.reject(new Error("no")));
  await fail();
  await fail();
  now += 999;
  expect(turns.pausing()).toEqual([1]);
  now += 1;
  expect(turns.pausing()).toEqual([]);
  await fail();
  expect(pauses).toEqual([1000, 2000]);

  // It was hours ahead, and is right again: two seconds are two seconds all the same.
  now -= 5 * HOUR_MS;
  expect(turns.pausing()).toEqual([]);
  expect(await turns.take([1], () => Promise.resolve(3))).toBe(3);
});
