import { parseArgs } from "node:util";
import { readWhole } from "../read-whole.ts";

/** What `npm run verify` was asked. */
export interface VerifyArguments {
  seed: string;
  customers: number;
  days: number;
  definitions: number;
  /** So many of the customers also live in PostgreSQL, in steps of some hours. */
  stored: number;
  /** So many also at every instant at which anything may change. */
  followed: number;
  json: boolean;
}

export const USAGE = `npm run verify -- segments [--seed S] [--json] [--customers N] [--days N] [--definitions N] [--stored N]
       [--followed N]

Compares memberships in random segments with those of a naive evaluator that shares no code with the app, at every
event, a second before and after every flip, and at 200 random instants of each segment, in a simulated shop.
  --seed S         of everything that is drawn (1 if not given)
  --customers N    2000 if not given
  --days N         60 if not given; in the middle of them the clocks of the shop's time zone change
  --definitions N  100 if not given
  --stored N       customers who also live in PostgreSQL, through the app's own services, by steps of some hours; 250
                   if not given, or all
  --followed N     customers who live there from each event and due-time to the next; 4 if not given, or all
  --json           the last line of the output is one JSON object: checked, differences, lateExits`;

/**
 * null: help is asked for.
 * @throws Error with the usage when an argument is unknown or wrong
 */
export function parseVerifyArguments(args: string[]): VerifyArguments | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        seed: { type: "string", default: "1" },
        customers: { type: "string", default: "2000" },
        days: { type: "string", default: "60" },
        definitions: { type: "string", default: "100" },
        stored: { type: "string" },
        followed: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return null;
    if (positionals.join(" ") !== "segments") throw new Error("Say what to verify: segments");
    const customers = readWhole("--customers", values.customers, [1, 1_000_000]);
    return {
      seed: values.seed,
      customers,
      days: readWhole("--days", values.days, [2, 365]),
      definitions: readWhole("--definitions", values.definitions, [1, 1000]),
      stored: readWhole("--stored", values.stored ?? String(Math.min(250, customers)), [
        0,
        customers,
      ]),
      followed: readWhole("--followed", values.followed ?? String(Math.min(4, customers)), [
        0,
        customers,
      ]),
      json: values.json,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n\n${USAGE}`, { cause: error });
  }
}
