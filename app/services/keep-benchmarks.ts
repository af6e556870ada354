import { setImmediate as letOthersGo } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { loadBenchmarkDays, saveBenchmarkDays } from "../db/benchmark-days.ts";
import { beginHistory, getShop } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { computeBenchmarks, type ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import type { OrderColumns } from "../pipeline/score/order-columns.ts";
import { firstDayKept } from "../pipeline/score/score-history.ts";
import { dayStart } from "../pipeline/shared/time.ts";

/** Benchmarks as stored. Those of before the deploy that brought fifths lack them. */
export const readBenchmarks = (stored: unknown): ShopBenchmarks => ({
  rfm: null,
  ...(stored as Omit<ShopBenchmarks, "rfm">),
});

/**
 * Keeps the benchmarks of every day of which scores are kept: those that are missing (nobody worked then) and
 * those that something changes which arrived late are computed, from the orders of today.
 * @returns the first day, this one apart, of which scores come out otherwise than before; null: none
 */
export async function keepBenchmarks(
  db: Queryable,
  shopId: number,
  told: { customers: OrderColumns; today: ShopBenchmarks; staleFrom: number; day: number },
): Promise<number | null> {
  const { customers, today, staleFrom, day } = told;
  const { scoresFrom } = await getShop(db, shopId);
  if (scoresFrom === null) await beginHistory(db, shopId, day);
  const keptFrom = firstDayKept(scoresFrom ?? day, day);
  const stored = new Map(
    (await loadBenchmarkDays(db, shopId, keptFrom)).map((row) => [row.day, row.values]),
  );
  const computed: { day: number; values: ShopBenchmarks }[] = [{ day, values: today }];
  let changedFrom: number | null = null;
  for (let past = day - 1; past >= keptFrom; past -= 1) {
    const before = stored.get(past);
    if (before !== undefined && past < staleFrom) continue;
    // A day of a large shop takes a second of the processor, and ninety can be to compute.
    await letOthersGo();
    const values = computeBenchmarks({ customers, dayStart: dayStart(past) });
    computed.push({ day: past, values });
    if (before !== undefined && !isSameMeasure(readBenchmarks(before), values)) changedFrom = past;
  }
  await saveBenchmarkDays(db, shopId, { days: computed, keptFrom });
  return changedFrom;
}

/** Whether scores come out the same: of all that benchmarks hold, these alone are in them. */
function isSameMeasure(a: ShopBenchmarks, b: ShopBenchmarks): boolean {
  const measureOf = ({ customers, revenueDeciles, typicalGapMs }: ShopBenchmarks) => ({
    hasCustomers: customers > 0,
    revenueDeciles,
    typicalGapMs,
  });
  return isDeepStrictEqual(measureOf(a), measureOf(b));
}
