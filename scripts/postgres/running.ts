import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLineOf, isAlive } from "./process-identity.ts";

const PATIENCE_MS = 20_000;
const POLL_MS = 20;

/**
 * Readies a data folder that a killed process may have left behind: a server that still runs in it is stopped.
 * The file that names a server long gone is PostgreSQL's own to judge, which also looks for what the server's
 * children may still hold; only where its process id is by now somebody else's must it go.
 */
export async function clearLeftovers(dataDir: string): Promise<void> {
  const file = join(dataDir, "postmaster.pid");
  const pid = readPid(file);
  if (pid === undefined || !isAlive(pid)) return;
  const args = commandLineOf(pid);
  if (args.includes("postgres") && args.includes(dataDir)) await stopServer(pid);
  else rmSync(file, { force: true });
}

/** Ends a server: its sessions are cut and its data made safe; one that does not end so is ended at once. */
export async function stopServer(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const deadline = performance.now() + PATIENCE_MS;
    while (isAlive(pid) && performance.now() < deadline) await sleep(POLL_MS);
  }
  if (isAlive(pid)) throw new Error(`PostgreSQL (process ${pid}) does not stop`);
}

/** The first line of postmaster.pid. */
function readPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
