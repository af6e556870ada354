import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { peakBytes } from "../../../app/operations/peak-bytes.ts";

const MEBIBYTE = 2 ** 20;
const ENTRY = new URL("../../../app/operations/peak-bytes.ts", import.meta.url).href;

test("What a process took at most is not less afterwards.", () => {
  const held = Buffer.alloc(64 * MEBIBYTE, 1);
  const peak = peakBytes();
  expect(peak).toBeGreaterThan(held.length);
  expect(peak).toBeGreaterThanOrEqual(process.memoryUsage().rss * 0.9);
});

test.runIf(process.platform === "linux")(
  "A process that a large one started tells its own memory.",
  async () => {
    const held = Buffer.alloc(400 * MEBIBYTE, 1);
    const script = `import(${JSON.stringify(ENTRY)}).then(({ peakBytes }) => console.log(peakBytes()))`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--eval", script]);
    expect(Number(stdout)).toBeGreaterThan(10 * MEBIBYTE);
    expect(Number(stdout)).toBeLessThan(held.length / 2);
  },
);
