import { parseArgs } from "node:util";
import type { Bench } from "./bench.ts";
import { describeMachine } from "./describe-machine.ts";
import { measureMachine } from "./machine/measure-machine.ts";
import { formatJson, formatTable } from "./print-results.ts";

/** `npm run bench -- NAME`: a file of that name beside this one, which exports `run`. */
const BENCHES: Record<string, () => Promise<{ run: Bench }>> = {
  erasure: () => import("./erasure.ts"),
  ingest: () => import("./ingest.ts"),
  fairness: () => import("./fairness.ts"),
  fit: () => import("./fit.ts"),
  learned: () => import("./learned.ts"),
  live: () => import("./live.ts"),
  pipeline: () => import("./pipeline.ts"),
  score: () => import("./score.ts"),
  scoring: () => import("./scoring.ts"),
  segment: () => import("./segment.ts"),
  storefront: () => import("./storefront.ts"),
  pages: () => import("./pages.ts"),
  "purchase-models": () => import("./purchase-models.ts"),
  sync: () => import("./sync.ts"),
  visitors: () => import("./visitors.ts"),
};

const USAGE = `npm run bench -- NAME [--json] [--runs N] [--customers N] [--only PAGE]...
  NAME    ${Object.keys(BENCHES).join(", ")}
  --json  the last line of the output is the results as JSON
  --runs  how often everything is measured
  --customers  how large the shop is, of erasure, ingest, pages, pipeline and score
  --only  of pages: which are measured`;

async function runBench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      runs: { type: "string" },
      customers: { type: "string" },
      only: { type: "string", multiple: true },
    },
  });
  const [name = "", ...more] = positionals;
  const load = BENCHES[name];
  const [runs, customers] = [values.runs, values.customers].map(readCount);
  if (load === undefined || more.length > 0) throw new Error(USAGE);
  const { run } = await load();
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  say("measuring the machine");
  const machine = await measureMachine();
  const results = [...(await run({ runs, customers, only: values.only, say })), ...machine];
  process.stdout.write(`${describeMachine()}\n${formatTable(results)}\n`);
  if (values.json) process.stdout.write(`${formatJson(name, results)}\n`);
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!(count >= 1)) throw new Error(USAGE);
  return count;
}

try {
  await runBench();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
