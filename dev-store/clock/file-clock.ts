import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

import { readClockFile, realNow, stampOf, virtualTime, writeClockFile } from "./clock-file.ts";
import type { ClockState } from "./clock-file.ts";
import type { Clock } from "./clock.ts";

/** How long a process trusts what it read last, in real ms. */
const CHECK_EVERY_MS = 2;

/**
 * Opens the clock of `file`. Where there is none yet it is started at `startAt` (default: real time)
 * at speed 1. An existing file goes on: a dev store that was down for an hour is an hour older.
 */
export function openFileClock(file: string, startAt?: number): Clock {
  mkdirSync(dirname(file), { recursive: true });
  if (readClockFile(file) === undefined) {
    writeClockFile(file, { virtualMs: startAt ?? realNow(), realMs: realNow(), speed: 1 });
  }
  const readState = followClockFile(file);
  const now = () => virtualTime(readState(), realNow());

  return {
    now,
    set(ms) {
      if (!Number.isFinite(ms)) throw new Error(`Not an instant: ${ms}`);
      writeClockFile(file, { virtualMs: ms, realMs: realNow(), speed: readState(true).speed });
      readState(true);
    },
    setSpeed(speed) {
      if (!Number.isFinite(speed) || speed < 0) throw new Error(`Not a speed: ${speed}`);
      const real = realNow();
      writeClockFile(file, { virtualMs: virtualTime(readState(true), real), realMs: real, speed });
      readState(true);
    },
  };
}

/** Gives a function that tells the file's state and reads the file anew only when it was written. */
export function followClockFile(file: string): (fresh?: boolean) => ClockState {
  let state: ClockState | undefined;
  let stamp: string | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;

  return (fresh = false) => {
    const tick = performance.now();
    if (state !== undefined && !fresh && tick - checkedAt < CHECK_EVERY_MS) return state;
    checkedAt = tick;
    const found = stampOf(file);
    if (state === undefined || (found !== undefined && found !== stamp)) {
      const read = readClockFile(file);
      if (read !== undefined) {
        state = read;
        stamp = found;
      }
    }
    if (state === undefined) throw new Error(`There is no clock file at ${file}`);
    return state;
  };
}
