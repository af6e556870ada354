import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { realNow, writeClockFile } from "../../../dev-store/clock/clock-file.ts";
import type { Clock } from "../../../dev-store/clock/clock.ts";
import { PARTS, type Part } from "../plan/fault.ts";
import { waitFor } from "./wait-for.ts";

export interface Clocks {
  /** What a process of the app needs in its environment to go by its clock, and to tell that it does. */
  envOf(part: Part, appEnv: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  /** All of them jump forward by so much, Shopify's too. @returns whether a process's own time was seen to */
  jump(ms: number): Promise<boolean>;
  /** One goes wrong by so much. @returns whether the process's own time was seen to */
  skew(part: Part, ms: number): Promise<boolean>;
  /** Puts the wrong ones right. */
  putRight(): void;
  setSpeed(speed: number): void;
}

const TELLER = new URL("tell-clock.ts", import.meta.url).href;
/** A process that is just starting tells its time when it has started. */
const PATIENCE_MS = 5000;
/** Far less than any fault of clocks, and more than the time between looking and telling. */
const TOLERANCE_MS = 2000;

/** A clock for each process of the app, which follow Shopify's: right until one is told to be wrong. */
export function createClocks(clock: Clock, folder: string, patienceMs = PATIENCE_MS): Clocks {
  mkdirSync(folder, { recursive: true });
  const skews = new Map<Part, number>();
  let speed = 1;
  const fileOf = (part: Part): string => join(folder, `${part}.json`);
  const toldBy = (part: Part): string => join(folder, `${part}.told`);
  const timeOf = (part: Part): number => clock.now() + (skews.get(part) ?? 0);
  const write = (part: Part): void =>
    writeClockFile(fileOf(part), { virtualMs: timeOf(part), realMs: realNow(), speed });
  const goesByIt = (part: Part): boolean => {
    const aheadMs = timeOf(part) - realNow();
    return Math.abs(readNumber(toldBy(part)) - aheadMs) < TOLERANCE_MS;
  };
  PARTS.forEach(write);
  return {
    envOf: (part, appEnv) => ({
      ...appEnv,
      NODE_OPTIONS: `${appEnv["NODE_OPTIONS"] ?? ""} --import ${TELLER}`,
      KINDLING_CLOCK_FILE: fileOf(part),
      KINDLING_CLOCK_TOLD: toldBy(part),
    }),
    jump(ms) {
      clock.set(clock.now() + ms);
      PARTS.forEach(write);
      return waitFor(() => PARTS.some(goesByIt), patienceMs);
    },
    skew(part, ms) {
      skews.set(part, ms);
      write(part);
      return waitFor(() => goesByIt(part), patienceMs);
    },
    putRight() {
      skews.clear();
      PARTS.forEach(write);
    },
    setSpeed(next) {
      speed = next;
      clock.setSpeed(next);
      PARTS.forEach(write);
    },
  };
}

/** NaN where there is none, or not yet. */
function readNumber(file: string): number {
  try {
    return Number.parseFloat(readFileSync(file, "utf8"));
  } catch {
    return Number.NaN;
  }
}
