import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openFileClock } from "../../../../dev-store/clock/file-clock.ts";
import { createClocks } from "../../../../scripts/chaos/world/clocks.ts";

const PRELOAD = new URL("../../../../dev-store/clock/preload.ts", import.meta.url).href;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaos-clocks-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a clock is seen to go wrong in the process that goes by it, and in no other", async () => {
  const clocks = createClocks(openFileClock(join(folder, "shopify.json")), folder, 3000);
  const env = { ...process.env, NODE_OPTIONS: `--import ${PRELOAD}` };
  const child = execFile(process.execPath, ["--eval", "setInterval(() => 0, 1000)"], {
    env: clocks.envOf("worker-1", env),
  });
  try {
    // A busy machine may take longer to start a process than is waited for its clock.
    const told = join(folder, "worker-1.told");
    await vi.waitUntil(() => existsSync(told), { timeout: 60_000 });
    const [ofWorker, ofWeb] = await Promise.all([
      clocks.skew("worker-1", -60_000),
      clocks.skew("web-1", -60_000),
    ]);
    expect([ofWorker, ofWeb]).toEqual([true, false]);
    expect(await clocks.jump(3_600_000)).toBe(true);
  } finally {
    child.kill("SIGKILL");
  }
});
