import { fork, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { NODE_FLAGS } from "../node-flags.mjs";
import { say } from "./say.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const RESTART_DELAY_MS = 200;
const STOP_TIMEOUT_MS = 8000;

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export interface SupervisedProcess {
  pid(): number | undefined;
  /** For how many milliseconds the process has worked; undefined: it is still starting. */
  workedMs(): number | undefined;
  stop(): Promise<void>;
}

/**
 * Keeps one process of the app running: whenever it ends, by whatever hand, it is started again.
 * @param options.entry the script, from the root
 * @param options.root of the code that runs; default: this repository's
 * @param options.onEnd told of each end that `stop` did not ask for, and whether the process had worked by then
 */
export function superviseProcess(options: {
  name: string;
  entry: string;
  root?: string;
  env: NodeJS.ProcessEnv;
  onEnd?: (ended: { pid: number | undefined; hadWorked: boolean }) => void;
  /** The open file that takes what the process says. Default: this process's standard error. */
  output?: number;
}): SupervisedProcess {
  const { root = ROOT, output = process.stderr.fd } = options;
  let child: ChildProcess | undefined;
  let isStopping = false;
  let readyAt: number | undefined;
  const start = (): void => {
    readyAt = undefined;
    child = fork(resolve(root, options.entry), {
      cwd: root,
      env: options.env,
      // Of a group of its own: Ctrl-C in a terminal reaches the demo, and the demo stops its processes in order.
      detached: true,
      execArgv: NODE_FLAGS,
      // Standard output belongs to the demo's own result: what the app says goes to standard error.
      stdio: ["ignore", output, output, "ipc"],
    });
    say(`  ${options.name}: process ${child.pid}`);
    // Both processes say when they work.
    child.once("message", () => (readyAt = performance.now()));
    const { pid } = child;
    child.once("exit", (code, signal) => {
      if (isStopping) return;
      options.onEnd?.({ pid, hadWorked: readyAt !== undefined });
      say(`  ${options.name} ended (${signal ?? code}) and is started again`);
      setTimeout(() => {
        if (!isStopping) start();
      }, RESTART_DELAY_MS);
    });
  };
  start();
  return {
    pid: () => child?.pid,
    workedMs: () => (readyAt === undefined ? undefined : performance.now() - readyAt),
    stop: async () => {
      isStopping = true;
      const ending = child;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = new Promise((done) => ending.once("exit", done));
      ending.kill("SIGTERM");
      const timer = setTimeout(() => ending.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
