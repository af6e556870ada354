// Runs PostgreSQL for exactly as long as the process that started it lives, however that process ends. The
// two are joined by a pipe, this process's standard input: the system closes it on every exit of the other
// side, SIGKILL included, and only then is the server stopped.
//
// Arguments: one JSON object { postgres, args, account, logFile }. Answers one line of JSON on standard output:
// { pid } when the server takes connections, { failed } with the end of its log when it does not start.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { stopServer } from "./running.ts";

const READY = "database system is ready to accept connections";
/** Recovery after a kill comes before "ready"; a long one is a few seconds. */
const LOG_TAIL_CHARS = 2_000;

interface Order {
  postgres: string;
  args: string[];
  account?: { uid: number; gid: number };
  logFile: string;
}

const order: Order = JSON.parse(process.argv[2] ?? "");

// Ctrl-C goes to whole groups of processes. The server is needed until the other side is done with it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

const server = spawn(order.postgres, order.args, {
  ...order.account,
  cwd: "/",
  stdio: ["ignore", "ignore", "pipe"],
  detached: true,
});
const log = createWriteStream(order.logFile, { flags: "a" });
let tail = "";
let isReady = false;

server.stderr.on("data", (chunk: Buffer) => {
  log.write(chunk);
  if (isReady) return;
  tail = (tail + chunk.toString()).slice(-LOG_TAIL_CHARS);
  if (tail.includes(READY)) {
    isReady = true;
    answer({ pid: server.pid });
  }
});
server.on("error", (error) => {
  answer({ failed: error.message });
  process.exitCode = 1;
  process.stdin.destroy();
});
server.on("exit", () => {
  if (!isReady) answer({ failed: tail });
  process.exit(isReady ? 0 : 1);
});

process.stdin.resume();
process.stdin.on("error", stop);
process.stdin.on("close", stop);

function stop(): void {
  if (server.pid !== undefined && server.exitCode === null) {
    stopServer(server.pid).catch(() => server.kill("SIGKILL"));
  }
}

function answer(message: { pid: number | undefined } | { failed: string }): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
// Nobody may be there any more to read the answer.
process.stdout.on("error", () => {});
