import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 50;

/** Looks until it is so, for so long at most. @returns whether it is */
export async function waitFor(
  isSo: () => boolean | Promise<boolean>,
  ms: number,
): Promise<boolean> {
  for (const deadline = performance.now() + ms; ;) {
    if (await isSo()) return true;
    if (performance.now() >= deadline) return false;
    await sleep(POLL_MS);
  }
}
