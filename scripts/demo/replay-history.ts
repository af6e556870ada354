import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { findShop } from "../../app/db/shop.ts";
import { countWorkLeft } from "../../app/queries/work-left.ts";
import { readShopTotals, type ShopTotals } from "../../app/queries/shop-totals.ts";
import { rebuildTags } from "../../app/services/rebuild-tags.ts";
import { drainWebhooks } from "../../dev-store/history/drain-webhooks.ts";
import type { History } from "../../dev-store/history/history.ts";
import { loadHistory } from "../../dev-store/history/load-history.ts";
import { playHistory } from "../../dev-store/history/play-history.ts";
import { splitHistory } from "../../dev-store/history/split-history.ts";
import type { Shop } from "../../dev-store/state/shop.ts";
import { say, sayProgress } from "./say.ts";
import type { RunningDemo } from "./start-everything.ts";
import { createStopwatch } from "./stopwatch.ts";

export const HISTORY_DOMAIN = "history.myshopify.com";
const VISIT_EVERY_MS = 30 * 24 * 3_600_000;
const POLL_MS = 100;
/** Whoever sees nothing go on for so long looks into it. */
const PATIENCE_MS = 10_000;

/** Where the clock stands before anything is live: at the last of what the shop had before it installed. */
export function startOfReplay(history: History): number | undefined {
  return splitHistory(history.happenings).backfill.at(-1)?.at;
}

export type ReplayResult = ShopTotals & {
  mismatches: number;
  tagsDigest: string;
  asOf: string;
  /** Of the dev store: what it delivered, gave up on after all tries, or lost on demand. */
  webhooks: { delivered: number; dead: number; lost: number };
  seconds: Record<string, number>;
};

interface Replayed {
  shop: Shop;
  shopId: number;
}

/**
 * Gives a new shop the first half of a history as its past, installs the app, lets the second half
 * happen, waits until nothing is left to do, and compares every customer's tags with those that a
 * computation from the raw events asks for.
 */
export async function replayHistory(
  demo: RunningDemo,
  options: { history: History; currency: string; timezone: string },
): Promise<ReplayResult> {
  const { devStore, pool } = demo;
  const { history } = options;
  const watch = createStopwatch();
  const shop = devStore.createShop({
    domain: HISTORY_DOMAIN,
    name: "History",
    plan: "plus",
    currency: options.currency,
    timezone: options.timezone,
  });
  const { backfill, live } = splitHistory(history.happenings);
  say(`Loading ${backfill.length} happenings as the shop's past`);
  const ids = await loadHistory({ shop, happenings: backfill });
  watch.lap("load");

  say("Installing the app; it reads the past through the Admin API");
  const installStarted = performance.now();
  await shop.installApp();
  const { shopId } = (await findShop(pool, HISTORY_DOMAIN)) ?? { shopId: 0 };
  await waitForFirstScores(demo, shopId);
  const firstScores = Math.round((performance.now() - installStarted) / 100) / 10;
  await waitUntilSettled(demo, { shop, shopId });
  watch.lap("backfill");

  say(`Now ${live.length} happenings arrive as webhooks, on the clock of the history`);
  const visitMonthly = openMonthlyVisit(demo, shop);
  await playHistory({
    clock: devStore.clock,
    webhooks: devStore.webhooks,
    shop,
    happenings: live,
    ids,
    onProgress: ({ done, total, at }) => {
      visitMonthly();
      sayProgress(`  ${new Date(at).toISOString().slice(0, 10)}: ${done} of ${total}`);
    },
  });
  await drainWebhooks({ clock: devStore.clock, webhooks: devStore.webhooks });
  watch.lap("live");
  say("Waiting until every tag is in Shopify");
  await settleAndStopClock(demo, { shop, shopId });
  watch.lap("settle");

  say("Computing every customer's tags again, from the raw events alone");
  const mismatches = await countMismatches(demo, { shop, shopId });
  watch.lap("verify");
  const totals = await readShopTotals(pool, shopId);
  const asOf = new Date(devStore.clock.now()).toISOString();
  devStore.clock.setSpeed(1);
  const seconds = { firstScores, ...watch.seconds() };
  const { delivered, dead, lost } = devStore.webhooks.counts();
  const webhooks = { delivered, dead, lost };
  return { ...totals, mismatches, tagsDigest: digestTags(shop), asOf, webhooks, seconds };
}

/** Waits until some customer has a score, or until it is clear that nobody will get one. */
async function waitForFirstScores(demo: RunningDemo, shopId: number): Promise<void> {
  for (;;) {
    const { scored } = await readShopTotals(demo.pool, shopId);
    const { isReady } = await countWorkLeft(demo.pool, shopId, demo.devStore.clock.now());
    if (scored > 0 || isReady) return;
    await sleep(POLL_MS);
  }
}

/** One text for all tags of all customers: two runs with the same one ended in the same tags. */
function digestTags(shop: Shop): string {
  const hash = createHash("sha256");
  for (const { id } of [...shop.customers()].toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    hash.update(`${id} ${shop.customerTags(id).toSorted().join(",")}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Stops the clock at an instant of which nothing is left to do: a membership may end at any second. */
async function settleAndStopClock(demo: RunningDemo, of: Replayed): Promise<void> {
  const { clock } = demo.devStore;
  do {
    // What waits for a later instant would wait for good on a clock that stands still.
    clock.setSpeed(1);
    await waitUntilSettled(demo, of);
    clock.setSpeed(0);
  } while (!(await isSettled(demo, of.shopId)));
}

/** Waits until the app has nothing left to do and the dev store nothing left to tell it. */
async function waitUntilSettled(demo: RunningDemo, { shop, shopId }: Replayed): Promise<void> {
  const { clock, webhooks } = demo.devStore;
  let seen = "";
  let seenAt = performance.now();
  while (!(await isSettled(demo, shopId))) {
    await sleep(POLL_MS);
    // The app may be too slow for Shopify's patience at any time.
    if (webhooks.counts().waiting > 0) await drainWebhooks({ clock, webhooks });
    const left = JSON.stringify(await countLeft(demo, shopId));
    if (left === seen && performance.now() - seenAt < PATIENCE_MS) continue;
    // The clock leaps over months, and the tokens may have died on the way: only a visit brings others.
    if (left === seen) visit(shop);
    seen = left;
    seenAt = performance.now();
  }
}

async function countLeft(demo: RunningDemo, shopId: number) {
  const left = await countWorkLeft(demo.pool, shopId, demo.devStore.clock.now());
  const { ready, taken, waiting } = demo.devStore.webhooks.counts();
  return { ...left, webhooks: ready + taken + waiting };
}

/** Whether nothing is left to do, at three looks in a row. */
async function isSettled(demo: RunningDemo, shopId: number): Promise<boolean> {
  for (let look = 0; look < 3; look += 1) {
    if (look > 0) await sleep(POLL_MS);
    const left = await countLeft(demo, shopId);
    sayProgress(
      `  left: ${left.webhooks} webhooks, ${left.rawEvents} events, ${left.profiles} profiles, ${left.tags} tags`,
    );
    // Not the fits: no tag waits for one, and a worker that is killed every other second ends none.
    const work = left.rawEvents + left.profiles + left.tags;
    if (!left.isReady || work + left.webhooks > 0) return false;
  }
  return true;
}

/** A merchant who opens the app once a month keeps its tokens alive, as one would. */
function openMonthlyVisit(demo: RunningDemo, shop: Shop): () => void {
  let last = demo.devStore.clock.now();
  return () => {
    const now = demo.devStore.clock.now();
    if (now - last < VISIT_EVERY_MS) return;
    last = now;
    visit(shop);
  };
}

function visit(shop: Shop): void {
  shop.openApp().catch((error: unknown) => say(`  the merchant's visit failed: ${String(error)}`));
}

/** Customers whose tags in the dev store differ from what the raw events ask for; the first few are named. */
async function countMismatches(demo: RunningDemo, options: Replayed): Promise<number> {
  const asOf = demo.devStore.clock.now();
  const expected = await rebuildTags({ pool: demo.pool, shopId: options.shopId, asOf });
  let mismatches = 0;
  for (const customer of options.shop.customers()) {
    const carried = options.shop.customerTags(customer.id).toSorted().join(", ");
    const wanted = (expected.get(customer.id) ?? []).toSorted().join(", ");
    if (carried === wanted) continue;
    mismatches += 1;
    if (mismatches <= 5)
      say(`  customer ${customer.id} carries [${carried}] and should carry [${wanted}]`);
  }
  return mismatches;
}
