import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { realNow, writeClockFile } from "../../../dev-store/clock/clock-file.ts";
import type { Clock } from "../../../dev-store/clock/clock.ts";
import { PARTS, type Part } from "../plan/fault.ts";

export interface Clocks {
  /** The clock that a process of the app goes by. */
  fileOf(part: Part): string;
  /** All of them jump forward by so much, Shopify's too. */
  jump(ms: number): void;
  /** One goes wrong by so much; 0 puts it right. */
  skew(part: Part, ms: number): void;
  setSpeed(speed: number): void;
}

/** A clock for each process of the app, which follow Shopify's: right until one is told to be wrong. */
export function createClocks(clock: Clock, folder: string): Clocks {
  mkdirSync(folder, { recursive: true });
  const skews = new Map<Part, number>();
  let speed = 1;
  const fileOf = (part: Part): string => join(folder, `${part}.json`);
  const write = (part: Part): void => {
    const virtualMs = clock.now() + (skews.get(part) ?? 0);
    writeClockFile(fileOf(part), { virtualMs, realMs: realNow(), speed });
  };
  PARTS.forEach(write);
  return {
    fileOf,
    jump(ms) {
      clock.set(clock.now() + ms);
      PARTS.forEach(write);
    },
    skew(part, ms) {
      skews.set(part, ms);
      write(part);
    },
    setSpeed(next) {
      speed = next;
      clock.setSpeed(next);
      PARTS.forEach(write);
    },
  };
}
