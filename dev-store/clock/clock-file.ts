import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";

/** One line of virtual time: at the real instant `realMs` it was `virtualMs`, and it runs at `speed`. */
export interface ClockState {
  virtualMs: number;
  realMs: number;
  speed: number;
}

/** Tells one writing of the file from another, without reading it. */
export type ClockStamp = string;

const REAL_NOW = Symbol.for("kindling.realNow");

/**
 * The machine's own time in ms, also in a process whose `Date` follows a clock file: the preload
 * leaves the original under this symbol.
 */
export function realNow(): number {
  const original: unknown = Reflect.get(globalThis, REAL_NOW);
  return typeof original === "function" ? Number(original()) : Date.now();
}

/** Called by the preload, before it replaces `Date`. */
export function keepRealNow(original: () => number): void {
  if (Reflect.get(globalThis, REAL_NOW) === undefined) Reflect.set(globalThis, REAL_NOW, original);
}

/** Whole ms of virtual time at the real instant `realMs`. */
export function virtualTime(state: ClockState, realMs: number): number {
  return Math.floor(state.virtualMs + (realMs - state.realMs) * state.speed);
}

/** undefined: no such file. */
export function stampOf(file: string): ClockStamp | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.ino}.${stat.mtimeNs}.${stat.size}`;
}

export function readClockFile(file: string): ClockState | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== "object" || parsed === null) throw new Error(`Not a clock file: ${file}`);
  const state = {
    virtualMs: Number(Reflect.get(parsed, "virtualMs")),
    realMs: Number(Reflect.get(parsed, "realMs")),
    speed: Number(Reflect.get(parsed, "speed")),
  };
  if (!Object.values(state).every(Number.isFinite)) throw new Error(`Not a clock file: ${file}`);
  return state;
}

let writings = 0;

/**
 * Writes beside and renames, so that a reader finds the old line or the new one, never half of one.
 * The length changes from one writing to the next: file times are coarse (4 ms on Linux) and inodes
 * are reused, so two quick writings could otherwise look the same.
 */
export function writeClockFile(file: string, state: ClockState): void {
  writings += 1;
  const beside = `${file}.${process.pid}.${writings}`;
  writeFileSync(beside, `${JSON.stringify(state)}${" ".repeat(writings % 64)}\n`);
  renameSync(beside, file);
}
