import { fork } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";

/**
 * Runs a file in a process of its own until it ends.
 * @param how.flags of Node's, beside those that every process of ours has
 * @returns what it sent, in one message
 * @throws Error where it failed or sent nothing
 */
export async function runProcess<T>(
  path: string,
  { args, flags = [] }: { args: readonly (string | number)[]; flags?: readonly string[] },
): Promise<T> {
  const child = fork(path, args.map(String), { execArgv: [...NODE_FLAGS, ...flags] });
  const sent: T[] = [];
  child.once("message", (message) => sent.push(message as T));
  const [code] = (await once(child, "exit")) as [number | null];
  const [answer] = sent;
  if (code !== 0 || answer === undefined)
    throw new Error(`${basename(path)} failed: what it printed says why`);
  return answer;
}
