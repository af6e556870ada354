import type pg from "pg";
import { findInsight, findInsightShop, saveInsight } from "../../db/insights/insights.ts";
import { INSIGHT_NAMES, type InsightName } from "../../db/insights/insight-values.ts";
import { COMPUTE, type InsightWork } from "./compute-insight.ts";

export type InsightsOutcome =
  | { outcome: "kept"; computed: InsightName[]; waiting: InsightName[] }
  | { outcome: "unknown-shop" };

/**
 * Computes the figures of a shop that are due, one after the other: each is kept as soon as it is there. What rests on
 * something that is not there yet waits for the next time.
 * @param options.stopwatch seconds, from any instant on
 */
export async function keepInsights(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  stopwatch: () => number;
}): Promise<InsightsOutcome> {
  const { pool, shopId, now, stopwatch } = options;
  const shop = await findInsightShop(pool, shopId, now);
  if (shop === null) return { outcome: "unknown-shop" };
  const computed: InsightName[] = [];
  const waiting: InsightName[] = [];
  for (const name of INSIGHT_NAMES) {
    const known = await findInsight(pool, shopId, name);
    if (known !== null && known.dueAt > now) continue;
    const isKept = await keepInsight(name, { pool, shopId, shop, now }, stopwatch);
    (isKept ? computed : waiting).push(name);
  }
  return { outcome: "kept", computed, waiting };
}

async function keepInsight<Name extends InsightName>(
  name: Name,
  work: InsightWork,
  stopwatch: () => number,
): Promise<boolean> {
  const { pool, shopId, now } = work;
  const began = stopwatch();
  const found = await COMPUTE[name](work);
  if (found === null) return false;
  await saveInsight(pool, shopId, { name, ...found, now, seconds: stopwatch() - began });
  return true;
}
