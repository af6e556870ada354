import { findFreePort, superviseProcess, type SupervisedProcess } from "../../demo/processes.ts";
import { isAlive } from "../../postgres/process-identity.ts";
import type { Effect } from "../fault-counts.ts";
import { PARTS, type Part, type Role } from "../plan/fault.ts";
import { waitFor } from "./wait-for.ts";

const ENTRY: Record<Role, string> = { web: "app/server.ts", worker: "app/jobs/worker.ts" };
/** A new process that is not ready by then (there is no database) takes its place all the same. */
const READY_MS = 8000;
/** A process that died is started again a moment later. */
const RESTART_MS = 5000;

type Version = "old" | "new";

interface Member {
  part: Part;
  version: Version;
  port: number;
  process: SupervisedProcess;
}

/** The app's processes. Whoever ends is started again, as by any supervisor. */
export interface Fleet {
  /** Of the web processes that there are, those about to leave included. */
  ports(): number[];
  /** Takes effect where another process is there after it; "down": it was dead already. */
  kill(part: Part): Promise<Effect>;
  /**
   * Starts a process of the other version beside the second of its role, and asks that one to end when the fresh one is
   * ready: in turn a version is rolled out and taken back.
   * @returns whether the one before was seen to have ended, and another one is in its place
   */
  deploy(role: Role): Promise<boolean>;
  /** Waits until every process works. @throws Error after a minute */
  ready(): Promise<void>;
  /** How often a process that worked has ended although nobody ended it. */
  crashes(): number;
  stop(): Promise<void>;
}

/**
 * The first of each role is of the new version, the second begins as one of the old: as in the middle of a deploy.
 * @param options.envOf what a part runs in: it goes by a clock of its own
 * @param options.roots where the code of each version lies; the same, where there is but one
 */
export async function startFleet(options: {
  envOf: (part: Part, port: number) => NodeJS.ProcessEnv;
  roots: Record<Version, string>;
}): Promise<Fleet> {
  const { envOf, roots } = options;
  const members = new Map<Part, Member>();
  const leaving = new Set<Member>();
  const killed = new Set<number>();
  let crashes = 0;

  const start = async (part: Part, version: Version): Promise<Member> => {
    const port = await findFreePort();
    const process = superviseProcess({
      name: part,
      entry: ENTRY[roleOf(part)],
      root: roots[version],
      env: envOf(part, port),
      onEnd: ({ pid, hadWorked }) => {
        if (hadWorked && pid !== undefined && !killed.has(pid)) crashes += 1;
      },
    });
    return { part, version, port, process };
  };
  const isReady = ({ process }: Member): boolean => process.workedMs() !== undefined;

  for (const part of PARTS)
    members.set(part, await start(part, part.endsWith("1") ? "new" : "old"));
  const fleet: Fleet = {
    ports: () =>
      [...members.values(), ...leaving]
        .filter(({ part }) => roleOf(part) === "web")
        .map(({ port }) => port),
    async kill(part) {
      const pid = members.get(part)?.process.pid();
      if (pid === undefined || !isAlive(pid)) return "down";
      killed.add(pid);
      process.kill(pid, "SIGKILL");
      const hasOther = (): boolean => members.get(part)?.process.pid() !== pid;
      const isReplaced = await waitFor(() => !isAlive(pid) && hasOther(), RESTART_MS);
      return isReplaced ? "took-effect" : "no-effect";
    },
    async deploy(role) {
      const part: Part = `${role}-2`;
      const before = members.get(part);
      const fresh = await start(part, before?.version === "old" ? "new" : "old");
      // Another deploy may have come first meanwhile.
      const replaced = members.get(part);
      members.set(part, fresh);
      if (replaced === undefined) return false;
      leaving.add(replaced);
      await waitFor(() => isReady(fresh), READY_MS);
      await replaced.process.stop();
      leaving.delete(replaced);
      const [gone, come] = [replaced.process.pid(), fresh.process.pid()];
      return gone !== undefined && come !== undefined && come !== gone && !isAlive(gone);
    },
    async ready() {
      if (!(await waitFor(() => [...members.values()].every(isReady), 60_000)))
        throw new Error("Not every process of the app came back within a minute");
    },
    crashes: () => crashes,
    async stop() {
      await Promise.all([...members.values(), ...leaving].map(({ process }) => process.stop()));
    },
  };
  return fleet;
}

const roleOf = (part: Part): Role => (part.startsWith("web") ? "web" : "worker");
