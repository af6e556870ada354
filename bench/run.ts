import { parseArgs } from "node:util";
import type { Bench } from "./bench.ts";
import { formatJson, formatTable } from "./print-results.ts";

/** `npm run bench -- NAME`: a file of that name beside this one, which exports `run`. */
const BENCHES: Record<string, () => Promise<{ run: Bench }>> = {
  ingest: () => import("./ingest.ts"),
  fit: () => import("./fit.ts"),
  learned: () => import("./learned.ts"),
  live: () => import("./live.ts"),
  scoring: () => import("./scoring.ts"),
  segment: () => import("./segment.ts"),
  storefront: () => import("./storefront.ts"),
  pages: () => import("./pages.ts"),
  "purchase-models": () => import("./purchase-models.ts"),
  sync: () => import("./sync.ts"),
  visitors: () => import("./visitors.ts"),
};

const USAGE = `npm run bench -- NAME [--json] [--runs N]
  NAME    ${Object.keys(BENCHES).join(", ")}
  --json  the last line of the output is the results as JSON
  --runs  how often everything is measured`;

async function runBench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, runs: { type: "string" } },
  });
  const [name = "", ...more] = positionals;
  const load = BENCHES[name];
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  if (load === undefined || more.length > 0 || (runs !== undefined && !(runs >= 1)))
    throw new Error(USAGE);
  const { run } = await load();
  const results = await run({ runs, say: (text) => process.stderr.write(`${text}\n`) });
  process.stdout.write(`${formatTable(results)}\n`);
  if (values.json) process.stdout.write(`${formatJson(name, results)}\n`);
}

try {
  await runBench();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
