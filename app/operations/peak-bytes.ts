import { readFileSync } from "node:fs";

const KIBIBYTE = 1024;

/**
 * The most memory that this process has taken so far. On Linux what `resourceUsage` tells begins at what the process had
 * that started this one, since it is one and the same until its program is loaded.
 */
export function peakBytes(): number {
  const kibibytes = readHighWater() ?? process.resourceUsage().maxRSS;
  return kibibytes * KIBIBYTE;
}

/** null: this system does not tell. */
function readHighWater(): number | null {
  try {
    const told = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    return told === null ? null : Number(told[1]);
  } catch {
    return null;
  }
}
