import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort, superviseProcess, type SupervisedProcess } from "../../demo/processes.ts";
import { PARTS, type Part, type Role } from "../plan/fault.ts";

const ENTRY: Record<Role, string> = { web: "app/server.ts", worker: "app/jobs/worker.ts" };
/** A new process that is not ready by then (there is no database) takes its place all the same. */
const READY_MS = 8000;
const POLL_MS = 50;

interface Member {
  part: Part;
  port: number;
  process: SupervisedProcess;
}

/** The app's processes. Whoever ends is started again, as by any supervisor. */
export interface Fleet {
  /** Of the web processes that there are, those about to leave included. */
  ports(): number[];
  /** @returns false: it is dead already */
  kill(part: Part): boolean;
  /** Starts a new process beside the first of its role, and asks the old one to end when the new one is ready. */
  deploy(role: Role): Promise<void>;
  /** Waits until every process works. @throws Error after a minute */
  ready(): Promise<void>;
  /** How often a process that worked has ended although nobody ended it. */
  crashes(): number;
  stop(): Promise<void>;
}

/** @param envOf what a part runs in: it goes by a clock of its own */
export async function startFleet(envOf: (part: Part, port: number) => NodeJS.ProcessEnv) {
  const members = new Map<Part, Member>();
  const leaving = new Set<Member>();
  const killed = new Set<number>();
  let crashes = 0;

  const start = async (part: Part): Promise<Member> => {
    const port = await findFreePort();
    const process = superviseProcess({
      name: part,
      entry: ENTRY[roleOf(part)],
      env: envOf(part, port),
      onEnd: ({ pid, hadWorked }) => {
        if (hadWorked && pid !== undefined && !killed.has(pid)) crashes += 1;
      },
    });
    return { part, port, process };
  };
  const isReady = ({ process }: Member): boolean => process.workedMs() !== undefined;
  const waitFor = async (isDone: () => boolean, ms: number): Promise<boolean> => {
    const deadline = performance.now() + ms;
    while (!isDone() && performance.now() < deadline) await sleep(POLL_MS);
    return isDone();
  };

  for (const part of PARTS) members.set(part, await start(part));
  const fleet: Fleet = {
    ports: () =>
      [...members.values(), ...leaving]
        .filter(({ part }) => roleOf(part) === "web")
        .map(({ port }) => port),
    kill(part) {
      const pid = members.get(part)?.process.pid();
      if (pid === undefined) return false;
      killed.add(pid);
      try {
        return process.kill(pid, "SIGKILL");
      } catch {
        return false;
      }
    },
    async deploy(role) {
      const part: Part = `${role}-1`;
      const fresh = await start(part);
      const old = members.get(part);
      members.set(part, fresh);
      if (old === undefined) return;
      leaving.add(old);
      await waitFor(() => isReady(fresh), READY_MS);
      await old.process.stop();
      leaving.delete(old);
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
