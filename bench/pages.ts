import { rmSync } from "node:fs";
import { join } from "node:path";
import { countSegments } from "../app/services/count-segments.ts";
import { ROOT } from "../scripts/postgres/migrate.ts";
import { startEverything } from "../scripts/demo/start-everything.ts";
import { launchBrowser } from "../test/support/launch-browser.ts";
import { percentile, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { measureLoaders } from "./pages/measure-loaders.ts";
import { measurePages } from "./pages/measure-pages.ts";
import { multiplyShop } from "./pages/multiply-shop.ts";
import { openShop } from "./pages/open-shop.ts";
import { listPages, type MeasuredPage } from "./pages/page-list.ts";

const RUNS = 20;
const DOMAIN = "pages.myshopify.com";
/** Whom the app itself reads and scores; they are copied until there are as many as asked for. */
const SCORED = 1_000;
const CUSTOMERS = 1_000_000;

const LOADER_LIMIT_MS = 150;

/**
 * What a merchant with a million customers waits for: the vitals of every page in the dev store's admin, each load in a
 * browser that was never there, and the time of every loader.
 */
export async function run(options: BenchOptions): Promise<BenchResult[]> {
  const { runs = RUNS, customers = CUSTOMERS, only, say: tell } = options;
  const startedAt = performance.now();
  const say = (text: string): void =>
    tell(`${String(Math.round((performance.now() - startedAt) / 1000)).padStart(4)} s  ${text}`);
  // A wrong name is told at once, and not after a million customers.
  pick(listPages({ customerId: "", handle: "" }), only);
  const name = `bench-pages-${process.pid}`;
  const demo = await startEverything({ name, domain: DOMAIN, port: 0, logLevel: "error" });
  const browser = await launchBrowser();
  try {
    const { devStore, pool, appUrl, clientSecret } = demo;
    const scored = Math.min(SCORED, customers);
    const copies = Math.ceil(customers / scored) - 1;
    say(`the app reads and scores ${scored} customers`);
    const shop = { domain: DOMAIN, customers: scored, clientSecret, appUrl };
    const shopId = await openShop(demo, shop);
    // It would score a million people anew; what is measured is pages.
    await demo.worker.stop();
    say(`copying them ${copies} times`);
    await multiplyShop(pool, { shopId, copies, say });
    // As the worker does every hour: pages show what was counted, and what changed since.
    const stopwatch = (): number => performance.now() / 1000;
    const counted = await countSegments({ pool, shopId, now: devStore.clock.now(), stopwatch });
    say(`segments counted: ${JSON.stringify(counted)}`);
    const pages = pick(listPages(await findExamples(demo, shopId)), only);
    say("loaders");
    const loaders = await measureLoaders({ pages, appUrl, devStore, domain: DOMAIN, say });
    const adminUrl = `${devStore.url}/store/pages/apps/kindling`;
    say("pages");
    const vitals = await measurePages(browser, { pages, adminUrl, runs, say });
    return [...tellLoaders(loaders), ...vitals];
  } finally {
    await browser.close();
    await demo.stop();
    rmSync(join(ROOT, ".kindling", name), { recursive: true, force: true });
  }
}

function tellLoaders(loaders: ReadonlyMap<string, number[]>): BenchResult[] {
  return [...loaders].map(([loader, times]) => ({
    name: `loader ${loader}, p95`,
    value: round(percentile(times, 0.95)),
    unit: "ms",
    limit: LOADER_LIMIT_MS,
  }));
}

/** @throws Error when a name is not of a page */
function pick(pages: MeasuredPage[], only: readonly string[] | undefined): MeasuredPage[] {
  if (only === undefined) return pages;
  return only.map((name) => {
    const page = pages.find((each) => each.name === name);
    if (page !== undefined) return page;
    throw new Error(`--only takes names of pages: ${pages.map((each) => each.name).join(", ")}`);
  });
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
