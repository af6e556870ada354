import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../../scripts/set-up/lock.mjs";

let folder = "";
let file = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kindling-lock-"));
  file = join(folder, "set-up.lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the lock is there during the work and gone after it", async () => {
  expect(await withLock(file, () => Promise.resolve(existsSync(file)))).toBe(true);
  expect(existsSync(file)).toBe(false);
});

test("work that fails gives the lock back", async () => {
  await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});

test("the lock of a process that is gone is broken", async () => {
  writeFileSync(file, "999999999");
  expect(await withLock(file, () => Promise.resolve("done"))).toBe("done");
});

test("a lock that nobody has touched for long is broken, whoever has its process id now", async () => {
  writeFileSync(file, String(process.pid));
  utimesSync(file, new Date(0), new Date(0));
  expect(await withLock(file, () => Promise.resolve("done"))).toBe("done");
});

test("two that want it at once take turns", async () => {
  const steps: string[] = [];
  const work = (name: string) => async () => {
    steps.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    steps.push(`${name} ends`);
  };
  writeFileSync(file, String(process.pid));
  setTimeout(() => rmSync(file), 100);
  await withLock(file, work("first"));
  await withLock(file, work("second"));
  expect(steps).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});
