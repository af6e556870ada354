import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openFileClock } from "../../../../dev-store/clock/file-clock.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dev-store-clock-"));
  file = join(folder, "clock.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PRELOAD = new URL("../../../../dev-store/clock/preload.ts", import.meta.url).href;
const in2011 = Date.parse("2011-12-09T12:00:00Z");

async function runWithClock(script: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", PRELOAD, "--input-type=module", "--eval", script],
    { env: { ...process.env, KINDLING_CLOCK_FILE: file } },
  );
  return JSON.parse(stdout);
}

describe("the dev store's clock", () => {
  it("starts where it is told, runs on, and goes on after a restart", () => {
    const clock = openFileClock(file, in2011);
    expect(clock.now() - in2011).toBeLessThan(1000);
    expect(openFileClock(file, 0).now()).toBeGreaterThanOrEqual(in2011);
  });

  it("jumps, stands still and runs fast", async () => {
    const clock = openFileClock(file);
    clock.setSpeed(0);
    clock.set(in2011);
    expect(clock.now()).toBe(in2011);
    clock.setSpeed(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clock.now() - in2011).toBeGreaterThan(10 * 3_600_000);
  });

  it("keeps its instant when only the speed changes", () => {
    const clock = openFileClock(file);
    clock.setSpeed(0);
    clock.set(in2011);
    for (let speed = 0; speed < 100; speed += 1) clock.setSpeed(0);
    expect(clock.now()).toBe(in2011);
  });

  it("shows every jump of a quick row of them to another reader", () => {
    const writer = openFileClock(file);
    writer.setSpeed(0);
    const reader = openFileClock(file);
    for (let jump = 1; jump <= 50; jump += 1) {
      writer.set(in2011 + jump);
      const until = performance.now() + 5;
      while (performance.now() < until) reader.now();
      expect(reader.now()).toBe(in2011 + jump);
    }
  });

  it("refuses what is no instant and no speed", () => {
    const clock = openFileClock(file);
    expect(() => clock.set(Number.NaN)).toThrow("instant");
    expect(() => clock.setSpeed(-1)).toThrow("speed");
  });
});

describe("the preload", () => {
  it("makes Date follow the file, in all its forms", async () => {
    const clock = openFileClock(file);
    clock.setSpeed(0);
    clock.set(in2011);
    const seen = await runWithClock(`
      class Later extends Date { plus() { return this.getTime() + 1; } }
      console.log(JSON.stringify({
        now: Date.now(),
        made: new Date().getTime(),
        called: Date(),
        instance: new Date() instanceof Date,
        own: new Date().constructor === Date,
        given: new Date(5).getTime(),
        parsed: Date.parse("2020-01-01T00:00:00Z"),
        utc: Date.UTC(2020, 0, 1),
        subclass: new Later().plus(),
        subclassInstance: new Later() instanceof Date,
      }));
    `);
    expect(seen).toEqual({
      now: in2011,
      made: in2011,
      called: expect.stringContaining("Dec 09 2011"),
      instance: true,
      own: true,
      given: 5,
      parsed: 1_577_836_800_000,
      utc: 1_577_836_800_000,
      subclass: in2011 + 1,
      subclassInstance: true,
    });
  });

  it("sees a jump made by another process while it runs", async () => {
    const clock = openFileClock(file);
    clock.setSpeed(0);
    clock.set(in2011);
    const seen = runWithClock(`
      while (Date.now() === ${in2011}) await new Promise((resolve) => setTimeout(resolve, 1));
      console.log(JSON.stringify(Date.now() - ${in2011}));
    `);
    // Time to start; one that starts later sees the new time at once, and does not wait for it for ever.
    await new Promise((resolve) => setTimeout(resolve, 400));
    clock.set(in2011 + 86_400_000);
    expect(await seen).toBe(86_400_000);
  });
});
