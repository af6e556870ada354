import type { Browser } from "playwright-core";
import { percentile, round, type BenchResult } from "../bench.ts";
import { measureVitals, type Vitals } from "./measure-vitals.ts";
import type { MeasuredPage } from "./page-list.ts";

const LCP_LIMIT_MS = 1200;
const CLS_LIMIT = 0.02;
const INP_LIMIT_MS = 100;
const SCRIPT_LIMIT_BYTES = 250_000;

/**
 * Loads every page so many times, and says of each what came of it and how long it took.
 * @param adminUrl where the app stands in the dev store's admin
 */
export async function measurePages(
  browser: Browser,
  options: {
    pages: readonly MeasuredPage[];
    adminUrl: string;
    runs: number;
    say(text: string): void;
  },
): Promise<BenchResult[]> {
  const { pages, adminUrl, runs, say } = options;
  const results: BenchResult[] = [];
  for (const [index, page] of pages.entries()) {
    const startedAt = performance.now();
    const vitals: Vitals[] = [];
    for (let run = 0; run < runs; run += 1)
      vitals.push(await measureVitals(browser, { url: `${adminUrl}${page.path}`, page }));
    const told = tellVitals(page.name, vitals);
    results.push(...told);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const values = told.map(({ value, unit }) => `${value} ${unit}`.trim()).join(", ");
    say(`${page.name} (${index + 1} of ${pages.length}): ${values}; ${seconds} s`);
    for (const { cls, moved } of vitals)
      if (cls > CLS_LIMIT) say(`  moved by ${round(cls)}: ${moved}`);
  }
  return results;
}

function tellVitals(name: string, vitals: readonly Vitals[]): BenchResult[] {
  const p75 = (read: (one: Vitals) => number): number => round(percentile(vitals.map(read), 0.75));
  return [
    { name: `${name}, LCP p75`, value: p75((one) => one.lcpMs), unit: "ms", limit: LCP_LIMIT_MS },
    { name: `${name}, CLS p75`, value: p75((one) => one.cls), unit: "", limit: CLS_LIMIT },
    {
      name: `${name}, INP p75`,
      value: p75((one) => one.inpMs ?? 0),
      unit: "ms",
      limit: INP_LIMIT_MS,
    },
    {
      name: `${name}, first-load script, gzipped`,
      value: Math.max(...vitals.map((one) => one.scriptBytes)),
      unit: "bytes",
      limit: SCRIPT_LIMIT_BYTES,
    },
  ];
}
