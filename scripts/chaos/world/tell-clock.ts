import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { realNow } from "../../../dev-store/clock/clock-file.ts";

/**
 * For `node --import`, after the preload that makes `Date` follow a clock file: tells beside that file how far ahead of the
 * machine's time the process's own `Date` is, whenever that changes. So a fault of clocks is seen where it should be
 * felt, and not where it was ordered.
 */
const LOOK_EVERY_MS = 100;
/** Less is the clock's own unevenness. */
const CHANGE_MS = 500;

const file = process.env["KINDLING_CLOCK_TOLD"];
if (file !== undefined && isMainThread) {
  let toldMs = Number.NaN;
  const tell = (): void => {
    const aheadMs = Date.now() - realNow();
    if (Math.abs(aheadMs - toldMs) < CHANGE_MS) return;
    toldMs = aheadMs;
    writeFileSync(file, String(aheadMs));
  };
  tell();
  setInterval(tell, LOOK_EVERY_MS).unref();
}
