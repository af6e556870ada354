import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";
import { ROOT } from "./source-files.ts";

/** One more process of the app, whose log a test reads and whose end it sees. */
export interface AppPart {
  /** Lines of its log, parsed. */
  lines: Record<string, unknown>[];
  signal(name: NodeJS.Signals): void;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
}

/** Starts a process of the app and waits until it says that it works. The caller ends it. */
export async function startPart(entry: string, env: NodeJS.ProcessEnv): Promise<AppPart> {
  const child: ChildProcess = fork(resolve(ROOT, entry), {
    cwd: ROOT,
    env,
    execArgv: NODE_FLAGS,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const lines: Record<string, unknown>[] = [];
  let rest = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) lines.push(readLine(part));
  });
  const ended = once(child, "exit").then(([code]: unknown[]) =>
    typeof code === "number" ? code : null,
  );
  const ready = once(child, "message");
  const outcome = await Promise.race([ready.then(() => "ready"), ended]);
  if (outcome !== "ready")
    throw new Error(`${entry} ended with ${outcome}: ${JSON.stringify(lines)}`);
  return { lines, ended, signal: (name) => void child.kill(name) };
}

function readLine(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { msg: line };
  }
}
