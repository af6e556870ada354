import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Account } from "./binaries.ts";

const GUARDIAN = fileURLToPath(new URL("guardian.ts", import.meta.url));

export interface GuardedServer {
  pid: number;
  stop(): Promise<void>;
}

/** Starts the server under a guardian (see guardian.ts) and waits until it takes connections. */
export async function startGuardian(order: {
  postgres: string;
  args: string[];
  account: Account | undefined;
  logFile: string;
}): Promise<GuardedServer> {
  // Without NODE_OPTIONS: a process under test may run on a clock of its own, the guardian never does.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const guardian = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", GUARDIAN, JSON.stringify(order)],
    { stdio: ["pipe", "pipe", "inherit"], detached: true, env: { ...env, LC_ALL: "C" } },
  );
  const ended = new Promise<void>((resolve) => guardian.once("close", () => resolve()));
  guardian.stdin.on("error", () => {}); // it ended by itself; `ended` tells

  const pid = await new Promise<number>((resolve, reject) => {
    let output = "";
    guardian.on("error", reject);
    guardian.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes("\n")) return;
      const answer: { pid?: number; failed?: string } = JSON.parse(output);
      if (answer.pid !== undefined) resolve(answer.pid);
      else
        reject(
          new Error(`PostgreSQL did not start: ${answer.failed?.trim()} (log: ${order.logFile})`),
        );
    });
    void ended.then(() => reject(new Error(`PostgreSQL did not start (log: ${order.logFile})`)));
  });

  // The server must not keep a process alive that has nothing else to do; the pipe stays open all the same.
  guardian.unref();
  for (const stream of [guardian.stdin, guardian.stdout]) {
    if ("unref" in stream && typeof stream.unref === "function") stream.unref();
  }
  return {
    pid,
    stop: async () => {
      guardian.ref();
      guardian.stdin.end();
      await ended;
    },
  };
}
