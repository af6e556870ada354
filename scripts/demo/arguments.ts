import { parseArgs } from "node:util";
import { readWhole } from "../read-whole.ts";

export interface DemoArguments {
  /** A file of orders to replay; null: the simulated shop. */
  orders: string | null;
  /** End when everything is settled, instead of going on until stopped. */
  once: boolean;
  /** Print one JSON object as the last line of standard output. */
  json: boolean;
  /** Of the page that a person opens; 0 = any free port. */
  port: number;
  seed: number;
  currency: string | null;
  timezone: string | null;
}

export const USAGE = `npm run demo                                  a simulated shop, until Ctrl-C
npm run demo -- --orders FILE [--once] [--json] a real order history, plain or gzipped
  --port N        port of the page to open (default: any free one)
  --seed N        seed of the simulation (default 1)
  --currency CODE currency of a history that does not say (default USD)
  --timezone ZONE time zone of the shop (default UTC)`;

/** @throws Error with the usage when an argument is unknown or wrong */
export function parseDemoArguments(args: string[]): DemoArguments {
  try {
    const { values } = parseArgs({
      args,
      options: {
        orders: { type: "string" },
        once: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        port: { type: "string", default: "0" },
        seed: { type: "string", default: "1" },
        currency: { type: "string" },
        timezone: { type: "string" },
      },
    });
    if (values.once && values.orders === undefined) throw new Error("--once needs --orders FILE");
    return {
      orders: values.orders ?? null,
      once: values.once,
      json: values.json,
      port: readWhole("--port", values.port, [0, 65_535]),
      seed: readWhole("--seed", values.seed, [0, 2 ** 32 - 1]),
      currency: values.currency ?? null,
      timezone: values.timezone ?? null,
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
