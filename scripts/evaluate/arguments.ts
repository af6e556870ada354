import { parseArgs } from "node:util";
import { readWhole } from "../read-whole.ts";

/** What `npm run evaluate` was asked. One of the three kinds of file is given. */
export interface EvaluateArguments {
  file: { kind: "orders" | "sessions" | "events"; path: string };
  /** Test cuts in milliseconds, the oldest first; empty: rolling ones. */
  cuts: number[];
  /** null: the shop's own. */
  horizonDays: number | null;
  /** Small shops: so many random customers, drawn so often. */
  sample: { customers: number; draws: number } | null;
  /** Put in a column that is known to leak. */
  withLeaking: boolean;
  seed: number;
  json: boolean;
}

export const USAGE = `npm run evaluate -- --orders FILE [--horizon-days N] [--cuts DATE,DATE…] [--json]
npm run evaluate -- --orders FILE --sample N [--draws K] [--seed S] [--cuts DATE] [--json]
npm run evaluate -- --events FILE [--cuts DATE,DATE…] [--seed S] [--json]
npm run evaluate -- --sessions FILE [--with-leaking] [--seed S] [--json]

Judges the app's own predictions on a history: everything is learned from before a cut, and compared
with what came after it. FILE is CSV, plain or gzipped.
  --events FILE     has the columns visitor,time,kind[,path][,product][,order], also under the names
                    that public logs give them; docs/predictions.md lists them
  --horizon-days N  how far ahead is predicted; 90 if not given
  --cuts DATES      test cuts as YYYY-MM-DD, with commas between; rolling ones if not given, of events
                    one that leaves the last quarter of their time for the test
  --sample N        learns from N random customers, --draws K times (60 if not given): small shops
  --seed S          of everything that is drawn (1 if not given)
  --with-leaking    sessions: put in the columns that are known from sales
  --json            the last line of the output is one JSON object`;

const KINDS = ["orders", "sessions", "events"] as const;

/**
 * null: help is asked for.
 * @throws Error with the usage when an argument is unknown or wrong
 */
export function parseEvaluateArguments(args: string[]): EvaluateArguments | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        orders: { type: "string" },
        sessions: { type: "string" },
        events: { type: "string" },
        cuts: { type: "string" },
        "horizon-days": { type: "string" },
        sample: { type: "string" },
        draws: { type: "string", default: "60" },
        seed: { type: "string", default: "1" },
        "with-leaking": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return null;
    const given = KINDS.flatMap((kind) => {
      const path = values[kind];
      return path === undefined ? [] : [{ kind, path }];
    });
    const [file, ...more] = given;
    if (file === undefined || more.length > 0)
      throw new Error("Give exactly one of --orders, --sessions and --events");
    const days = values["horizon-days"];
    return {
      file,
      cuts: readCuts(values.cuts),
      horizonDays: days === undefined ? null : readWhole("--horizon-days", days, [1, 3650]),
      sample:
        values.sample === undefined
          ? null
          : {
              customers: readWhole("--sample", values.sample, [1, 10_000_000]),
              draws: readWhole("--draws", values.draws, [1, 100_000]),
            },
      withLeaking: values["with-leaking"],
      seed: readWhole("--seed", values.seed, [0, 2 ** 32 - 1]),
      json: values.json,
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function readCuts(text: string | undefined): number[] {
  if (text === undefined) return [];
  const cuts = text.split(",").map((part) => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(part.trim()) ? Date.parse(part.trim()) : Number.NaN;
    if (Number.isNaN(at)) throw new Error(`--cuts takes dates as YYYY-MM-DD, not "${part}"`);
    return at;
  });
  return [...new Set(cuts)].sort((a, b) => a - b);
}
