import { expect, test } from "vitest";
import { sleepByClock } from "../../../app/services/sleep-by-clock.ts";

/** A clock that runs `speed` times as fast as real time. */
const runAt =
  (speed: number): (() => number) =>
  () =>
    performance.now() * speed;

test.each([1, 60])("it sleeps by the clock, at a speed of %i", async (speed) => {
  const clock = runAt(speed);
  const startedAt = clock();
  await sleepByClock(clock, { ms: 40 * speed, atMostMs: 5000 });
  expect(clock() - startedAt).toBeGreaterThanOrEqual(40 * speed);
});

test("a clock that stands still is not waited for beyond the bound", async () => {
  const startedAt = performance.now();
  await sleepByClock(() => 5, { ms: 1000, atMostMs: 40 });
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(39);
  expect(performance.now() - startedAt).toBeLessThan(900);
});
