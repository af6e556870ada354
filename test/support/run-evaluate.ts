import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";

const run = promisify(execFile);

/** Runs `npm run evaluate` with these arguments. @returns what it printed; rejects with what it said where it fails */
export async function runEvaluate(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [...NODE_FLAGS, "scripts/evaluate.ts", ...args], {
    maxBuffer: 2 ** 24,
  });
  return stdout;
}

/** The object that an output with `--json` ends in. */
export const lastLineOf = <Summary>(stdout: string): Summary =>
  JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Summary;
