import { expect, test } from "vitest";
import { createLimiter } from "../../../app/endpoints/limiter.ts";

function make(options: { points?: number; mostKeys?: number } = {}) {
  const time = { now: 1000 };
  const given = { points: 3, windowMs: 60, mostKeys: 10, ...options };
  return { time, limiter: createLimiter({ ...given, clock: () => time.now }) };
}

test("a key takes so often in a window, is told when the next begins, and others are not concerned", () => {
  const { time, limiter } = make();
  const take = (key: string) => limiter.take(key);
  expect(["a", "a", "a"].map(take)).toEqual([0, 0, 0]);
  time.now += 20;
  expect(["a", "b", "a"].map(take)).toEqual([40, 0, 40]);
  time.now += 40;
  expect(["a", "a", "a", "a"].map(take)).toEqual([0, 0, 0, 60]);
});

test("who looks takes nothing", () => {
  const { time, limiter } = make({ points: 2 });
  expect([limiter.look("a"), limiter.take("a"), limiter.look("a")]).toEqual([0, 0, 0]);
  expect([limiter.take("a"), limiter.look("a"), limiter.look("a")]).toEqual([0, 60, 60]);
  expect(limiter.look("b")).toBe(0);
  time.now += 60;
  expect(limiter.look("a")).toBe(0);
});

test("of more keys than are kept the oldest windows are forgotten, and no other", () => {
  const { time, limiter } = make({ points: 1, mostKeys: 3 });
  for (const key of ["a", "b", "c"]) {
    limiter.take(key);
    time.now += 1;
  }
  expect(limiter.take("d")).toBe(0);
  expect(["b", "c", "d"].map((key) => limiter.look(key) > 0)).toEqual([true, true, true]);
  expect(limiter.take("a")).toBe(0);
  expect(["b", "c", "d", "a"].map((key) => limiter.look(key) > 0)).toEqual([
    ...[false, true, true, true],
  ]);
});

test("a flood of names that never come again is remembered up to the bound", () => {
  const { limiter } = make({ points: 1, mostKeys: 1000 });
  const names = Array.from({ length: 20_000 }, (_, turn) => `${turn}`);
  for (const name of names) limiter.take(name);
  expect(names.filter((name) => limiter.look(name) > 0)).toEqual(names.slice(-1000));
});
