import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** What is always about to be written somewhere on a machine. */
const FEW_KB = 64 * 1024;
const LONGEST_MS = 180_000;
const LOOK_MS = 500;

/**
 * Waits until the system has written to the disk what it was given before, three minutes at most: a commit that is measured is not to
 * stand in line behind the gigabytes of a fill, which a shop of that size brought over years. Linux tells; elsewhere nothing is waited
 * for.
 */
export async function awaitWriteback(): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  while (performance.now() < end && readUnwrittenKb() > FEW_KB) await sleep(LOOK_MS);
}

function readUnwrittenKb(): number {
  let told: string;
  try {
    told = readFileSync("/proc/meminfo", "utf8");
  } catch {
    return 0;
  }
  const sizes = told.matchAll(/^(?:Dirty|Writeback):\s+(\d+) kB$/gm);
  return [...sizes].reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0);
}
