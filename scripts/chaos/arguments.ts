import { parseArgs } from "node:util";
import { readWhole } from "../read-whole.ts";

export interface ChaosArguments {
  /** For how long storms are let loose; the last one is seen to its end. */
  seconds: number;
  seed: number;
  /** The revision whose code is deployed from; null: the last one before the newest migration. */
  old: string | null;
  json: boolean;
}

export const USAGE = `npm run chaos -- [--seconds N] [--seed S] [--old REV] [--json]

Runs the whole app, two web processes and two workers on a database of its own, under traffic and faults: killed
processes, a killed database, full disk and connections, a failing Shopify, wrong clocks, deploys. After each storm
everything settles, and what was acknowledged is compared with what is there, what was read with whose it is, and who was
erased is looked for everywhere. Ends with 1 where that differs, or where a fault could not be injected.
  --seconds N  how long new storms begin (60 if not given)
  --seed S     of everything that is drawn (1 if not given); the same seed gives the same storms
  --old REV    the revision of git whose code runs beside today's, on the schema of today (if not given: the last one before
               the newest migration; without a history: today's own)
  --json       the last line of the output is one JSON object: seconds, kills, acknowledged, erased, reads, violations,
               faults (by kind: how often injected, seen to take effect, aimed at what was down already)`;

/**
 * null: help is asked for.
 * @throws Error with the usage when an argument is unknown or wrong
 */
export function parseChaosArguments(args: string[]): ChaosArguments | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        seconds: { type: "string", default: "60" },
        seed: { type: "string", default: "1" },
        old: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return null;
    const { old = null, json } = values;
    const seconds = readWhole("--seconds", values.seconds, [1, 86_400]);
    return { seconds, seed: readWhole("--seed", values.seed, [0, 2 ** 32 - 1]), old, json };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n\n${USAGE}`, { cause: error });
  }
}
