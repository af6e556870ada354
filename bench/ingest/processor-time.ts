import { readdirSync, readFileSync } from "node:fs";
import type pg from "pg";

/** Of Linux, for what it tells of processes. */
const TICK_MS = 10;

/** Milliseconds of processors that a process took so far; 0 where the system does not tell (no /proc). */
export function readProcessorMs(pid: number | undefined): number {
  const times = pid === undefined ? null : readTimes(pid);
  return times === null ? 0 : times.own * TICK_MS;
}

/** The same of a database server on this machine, with all processes that it has and had. */
export async function readDatabaseMs(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const server = readTimes(rows[0]?.pid ?? 0)?.parent;
  if (server === undefined) return 0;
  const all = readdirSync("/proc").flatMap((name) => readTimes(Number(name)) ?? []);
  const living = all.reduce((sum, { parent, own }) => sum + (parent === server ? own : 0), 0);
  const { own = 0, ofEnded = 0 } = readTimes(server) ?? {};
  return (living + own + ofEnded) * TICK_MS;
}

interface Times {
  parent: number;
  /** Ticks, in the process and in the system for it. */
  own: number;
  /** Of its children that ended. */
  ofEnded: number;
}

function readTimes(pid: number): Times | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // After the name, which may hold blanks and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [parent = 0, user = 0, system = 0, userOfEnded = 0, systemOfEnded = 0] = [
    1, 11, 12, 13, 14,
  ].map((place) => Number(fields[place]));
  return { parent, own: user + system, ofEnded: userOfEnded + systemOfEnded };
}
