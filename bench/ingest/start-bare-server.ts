import { fork } from "node:child_process";
import { z } from "zod";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";

/** The bare server in a process of its own, as the app is in one. */
export async function startBareServer(): Promise<{
  port: number;
  pid: number | undefined;
  stop(): void;
}> {
  const child = fork(new URL("./bare-server.ts", import.meta.url), {
    execArgv: NODE_FLAGS,
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(z.object({ port: z.number() }).parse(message).port));
    child.once("exit", (code) => reject(new Error(`The bare server ended with ${code}`)));
  });
  return { port, pid: child.pid, stop: () => child.kill() };
}
