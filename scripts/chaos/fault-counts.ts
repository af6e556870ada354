import type { Fault } from "./plan/fault.ts";

/** What goes wrong: the faults of the plan, and what does so throughout a storm. */
export type Trouble = Fault["kind"] | "duplicate-deliveries" | "lost-answers";

/** What was seen of one injection. "down": what it was aimed at was down already, so that there was nothing to break. */
export type Effect = "took-effect" | "no-effect" | "down";

export interface FaultCount {
  injected: number;
  tookEffect: number;
  wasDown: number;
}

/** Tells a run that survived its faults from one that had none. */
export interface FaultCounts {
  note(kind: Trouble, effect: Effect): void;
  /** An injection that threw: it was aimed at what was down already, or the run itself is broken. */
  noteError(kind: Trouble, error: unknown): void;
  byKind(): Partial<Record<Trouble, FaultCount>>;
  /** Processes of the app and the database that were seen to die of a kill. */
  kills(): number;
  /** Injections that could not be made though what they were aimed at was there. */
  broken(): string[];
}

const KILLING: readonly Trouble[] = ["kill", "kill-database", "stop-database"];

export function createFaultCounts(): FaultCounts {
  const counts: Partial<Record<Trouble, FaultCount>> = {};
  const broken: string[] = [];
  const countOf = (kind: Trouble): FaultCount =>
    (counts[kind] ??= { injected: 0, tookEffect: 0, wasDown: 0 });
  const note: FaultCounts["note"] = (kind, effect) => {
    const count = countOf(kind);
    count.injected += 1;
    if (effect === "took-effect") count.tookEffect += 1;
    if (effect === "down") count.wasDown += 1;
  };
  return {
    note,
    noteError(kind, error) {
      note(kind, isDown(error) ? "down" : "no-effect");
      if (!isDown(error)) broken.push(`${kind} could not be injected: ${String(error)}`);
    },
    byKind: () => counts,
    kills: () => KILLING.reduce((sum, kind) => sum + (counts[kind]?.tookEffect ?? 0), 0),
    broken: () => broken,
  };
}

/** No connection, or one that ended, by the system's and PostgreSQL's codes; no such process. */
const DOWN_CODES: ReadonlySet<unknown> = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ESRCH"],
  ...["57P01", "57P02", "57P03"],
]);

/** Whether an error says that what a fault was aimed at is not there just now. */
function isDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // The library has no code for a connection that ends under a statement.
  return DOWN_CODES.has(codeOf(error)) || error.message.startsWith("Connection terminated");
}

/** As "53300" or "ECONNREFUSED". */
export const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/** A line for each kind, for people. */
export function describeCounts(counts: Partial<Record<Trouble, FaultCount>>): string[] {
  return Object.entries(counts)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([kind, { injected, tookEffect, wasDown }]) => {
      const down = wasDown > 0 ? `, ${wasDown} found it down already` : "";
      return `${kind.padEnd(21)} ${injected} injected, ${tookEffect} took effect${down}`;
    });
}
