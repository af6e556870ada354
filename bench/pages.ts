import { rmSync } from "node:fs";
import { join } from "node:path";
import { countSegments } from "../app/services/count-segments.ts";
import { ROOT } from "../scripts/postgres/migrate.ts";
import { startEverything } from "../scripts/demo/start-everything.ts";
import { launchBrowser } from "../test/support/launch-browser.ts";
import { percentile, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { measureLoaders } from "./pages/measure-loaders.ts";
import { measureVitals, type Vitals } from "./pages/measure-vitals.ts";
import { multiplyShop } from "./pages/multiply-shop.ts";
import { openShop } from "./pages/open-shop.ts";
import { listPages } from "./pages/page-list.ts";

const RUNS = 20;
const DOMAIN = "pages.myshopify.com";
/** Whom the app itself reads and scores, and how often they are copied: a million customers. */
const CUSTOMERS = 1_000;
const COPIES = 999;

const LCP_LIMIT_MS = 1200;
const CLS_LIMIT = 0.02;
const INP_LIMIT_MS = 100;
const SCRIPT_LIMIT_BYTES = 250_000;
const LOADER_LIMIT_MS = 150;

/**
 * What a merchant with a million customers waits for: the vitals of every page in the dev store's admin, each load in a
 * browser that was never there, and the time of every loader.
 */
export async function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const name = `bench-pages-${process.pid}`;
  const demo = await startEverything({ name, domain: DOMAIN, port: 0, logLevel: "error" });
  const browser = await launchBrowser();
  try {
    const { devStore, pool, appUrl, clientSecret } = demo;
    say(`the app reads and scores ${CUSTOMERS} customers`);
    const shop = { domain: DOMAIN, customers: CUSTOMERS, clientSecret, appUrl };
    const shopId = await openShop(demo, shop);
    // It would score a million people anew; what is measured is pages.
    await demo.worker.stop();
    say(`copying them ${COPIES} times`);
    await multiplyShop(pool, { shopId, copies: COPIES, say });
    // As the worker does every hour: pages show what was counted, and what changed since.
    const stopwatch = (): number => performance.now() / 1000;
    const counted = await countSegments({ pool, shopId, now: devStore.clock.now(), stopwatch });
    say(`segments counted: ${JSON.stringify(counted)}`);
    const pages = listPages(await findExamples(demo, shopId));
    say("loaders");
    const loaders = await measureLoaders({ pages, appUrl, devStore, domain: DOMAIN, say });
    const results: BenchResult[] = [...loaders].map(([loader, times]) => ({
      name: `loader ${loader}, p95`,
      value: round(percentile(times, 0.95)),
      unit: "ms",
      limit: LOADER_LIMIT_MS,
    }));
    for (const page of pages) {
      const vitals: Vitals[] = [];
      const url = `${devStore.url}/store/pages/apps/kindling${page.path}`;
      for (let index = 0; index < runs; index += 1)
        vitals.push(await measureVitals(browser, { url, page }));
      say(page.name);
      for (const { cls, moved } of vitals)
        if (cls > CLS_LIMIT) say(`  moved by ${round(cls)}: ${moved}`);
      results.push(...tellVitals(page.name, vitals));
    }
    return results;
  } finally {
    await browser.close();
    await demo.stop();
    rmSync(join(ROOT, ".kindling", name), { recursive: true, force: true });
  }
}

function tellVitals(name: string, vitals: Vitals[]): BenchResult[] {
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

/** Somebody with orders, and a segment with members. */
async function findExamples(
  { pool }: Pick<Awaited<ReturnType<typeof startEverything>>, "pool">,
  shopId: number,
): Promise<{ customerId: string; handle: string }> {
  const customers = await pool.query<{ customerId: string }>(
    `SELECT customer_id AS "customerId" FROM customer_order WHERE shop_id = $1 AND customer_id IS NOT NULL
     ORDER BY placed_at DESC LIMIT 1`,
    [shopId],
  );
  const segments = await pool.query<{ handle: string }>(
    `SELECT handle FROM segment WHERE shop_id = $1 AND EXISTS (SELECT FROM segment_membership
       WHERE segment_membership.shop_id = $1 AND segment_membership.segment_id = segment.segment_id)
     ORDER BY segment_id LIMIT 1`,
    [shopId],
  );
  const { customerId } = customers.rows[0] ?? {};
  const { handle } = segments.rows[0] ?? {};
  if (customerId === undefined || handle === undefined) throw new Error("The shop is empty");
  return { customerId, handle };
}
