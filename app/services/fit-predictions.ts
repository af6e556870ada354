import type pg from "pg";
import { loadBasketsBefore } from "../db/baskets.ts";
import { countBuyers } from "../db/orders.ts";
import { findLatestFit, saveFit, scheduleFit } from "../db/predictions.ts";
import { makeAllProfilesDue } from "../db/due-ranges.ts";
import { loadRollUp } from "../db/roll-up.ts";
import { noteChange } from "../db/shop-changes.ts";
import { workFor } from "../db/shop-scope.ts";
import { inTransaction } from "../db/transaction.ts";
import type { CustomerHistory } from "../pipeline/predict/features/customer-history.ts";
import { fitShop } from "../pipeline/predict/shop/fit-shop.ts";
import type { ModelCard } from "../pipeline/predict/shop/model-card.ts";
import type { CustomersModel, PredictionModel } from "../pipeline/predict/shop/shop-model.ts";
import { DAY_MS, dayOf, dayStart, HOUR_MS, MINUTE_MS } from "../pipeline/shared/time.ts";
import { fitShopVisits } from "./fit-visits.ts";
import { loadBenchmarks, refreshBenchmarks } from "./refresh-benchmarks.ts";

/** Of more customers every so-manyth is learned from: four horizons of so many take less than a minute of a core. */
const MOST_CUSTOMERS = 10_000;
const PROFILES_A_QUERY = 1000;
/** A card a day: two months show how the models did over time. */
const CARDS = 60;
/** Two hours before midnight, when everybody is measured anew and the new models are then applied; spread by shop. */
const FIT_HOUR_MS = 22 * HOUR_MS;
const SPREAD_MINUTES = 90;
/** A model that is older than this was missed by a night: its successor is not waited for until midnight. */
const STALE_MS = 1.5 * DAY_MS;

export type FitOutcome =
  | { outcome: "fitted"; customers: number; seconds: number }
  /** It uninstalled meanwhile: nothing was kept. */
  | { outcome: "shop-uninstalled" };

/**
 * Learns a shop's predictions anew from everything before `now`, and keeps them with their card. Everybody is measured
 * at once by a shop's first model, else at the next midnight or event.
 */
export function fitPredictions(options: FitOptions): Promise<FitOutcome> {
  return workFor(options.shopId, () => fit(options));
}

interface FitOptions {
  pool: pg.Pool;
  shopId: number;
  now: number;
  /** Seconds on a clock that only runs forward. */
  stopwatch: () => number;
  /** The most memory that this process has taken so far. */
  peakBytes: () => number;
}

async function fit(options: FitOptions): Promise<FitOutcome> {
  const { pool, shopId, now, stopwatch } = options;
  const started = stopwatch();
  await refreshBenchmarks({ pool, shopId, isReady: true, now });
  const customers = await fitCustomers(options);
  const visits = await fitShopVisits(options);
  const model: PredictionModel = { ...customers.model, visits: visits?.model ?? null };
  const card: ModelCard = { ...customers.card, visits: visits?.card ?? null };
  const seconds = stopwatch() - started;
  return inTransaction(pool, async (db): Promise<FitOutcome> => {
    // First, since it locks the shop: an erasure comes either before it, or sees all that is kept here.
    if (!(await scheduleFit(db, shopId, nextFitAt(shopId, now))))
      return { outcome: "shop-uninstalled" };
    const before = await findLatestFit(db, shopId);
    const fit = { asOf: now, fittedAt: now, model, card, seconds, peakBytes: options.peakBytes() };
    await saveFit(db, shopId, fit, CARDS);
    if (before === null || now - before.asOf >= STALE_MS) await makeAllProfilesDue(db, shopId, now);
    await noteChange(db, shopId, ["predictions"]);
    return { outcome: "fitted", customers: customers.count, seconds };
  });
}

/** In a function of its own: what was loaded of the customers is let go before the visits are read. */
async function fitCustomers(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  stopwatch: () => number;
}): Promise<{ model: CustomersModel; card: ModelCard; count: number }> {
  const { pool, shopId, now, stopwatch } = options;
  const histories = await loadHistories(pool, shopId, now);
  const { typicalGapMs } = await loadBenchmarks(pool, shopId);
  const fitted = fitShop({ histories, asOf: now, horizonMs: typicalGapMs, stopwatch });
  return { ...fitted, count: histories.length };
}

async function loadHistories(
  pool: pg.Pool,
  shopId: number,
  now: number,
): Promise<CustomerHistory[]> {
  const everyNth = Math.max(1, Math.ceil((await countBuyers(pool, shopId)) / MOST_CUSTOMERS));
  const baskets = [...(await loadBasketsBefore(pool, shopId, { before: now, everyNth }))];
  const histories: CustomerHistory[] = [];
  for (let start = 0; start < baskets.length; start += PROFILES_A_QUERY) {
    const chunk = baskets.slice(start, start + PROFILES_A_QUERY);
    const profileIds = chunk.map(([profileId]) => profileId);
    const rows = await loadRollUp(pool, shopId, profileIds);
    for (const [profileId, orders] of chunk) {
      histories.push({
        customerId: String(profileId),
        orders: orders.sort((a, b) => a.placedAt - b.placedAt),
        rows: rows.get(profileId) ?? [],
      });
    }
  }
  // In one order, whatever the database's: the same shop is fitted alike again.
  return histories.sort((a, b) => Number(a.customerId) - Number(b.customerId));
}

function nextFitAt(shopId: number, now: number): number {
  const ofDay = FIT_HOUR_MS + (shopId % SPREAD_MINUTES) * MINUTE_MS;
  const today = dayStart(dayOf(now)) + ofDay;
  return today > now ? today : today + DAY_MS;
}
