import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWaits } from "../../../app/services/waits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("those who wait longer than they may are told once, in their order, and the others never", () => {
  const late: string[] = [];
  const waits = createWaits<string>(800, (some) => late.push(...some));
  waits.begin("a");
  waits.begin("b");
  waits.begin("answered");
  vi.advanceTimersByTime(500);
  waits.begin("later");
  waits.end("answered");
  vi.advanceTimersByTime(299);
  expect(late).toEqual([]);
  // It is looked eight times in the length of a wait.
  vi.advanceTimersByTime(101);
  expect(late).toEqual(["a", "b"]);
  vi.advanceTimersByTime(5000);
  expect(late).toEqual(["a", "b", "later"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("without a bound nobody is late, and no timer runs", () => {
  const waits = createWaits<string>(null, () => expect.unreachable());
  waits.begin("a");
  expect(vi.getTimerCount()).toBe(0);
});
