import type pg from "pg";
import { findFunnelDays, type FunnelDay } from "../../db/insights/funnel-days.ts";
import { findInsight, findInsightShop, type KeptInsight } from "../../db/insights/insights.ts";
import type { InsightName } from "../../db/insights/insight-values.ts";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { InsightChoice } from "./insight-choice.ts";
import type { AreaMaturity } from "./judge-maturity.ts";
import { readMaturity } from "./read-maturity.ts";
import { sumFunnel, type FunnelView } from "./sum-funnel.ts";
import { tellBands, type BandView } from "./tell-bands.ts";

type Kept<Name extends InsightName> = Pick<KeptInsight<Name>, "asOf" | "values"> | null;

export interface BandsView {
  asOf: number;
  /** The day at whose end the scores stood; null: none of a week ago are kept. */
  day: number | null;
  days: number;
  drawn: number;
  total: number;
  bands: BandView[];
}

/** What the page shows, by its tab. */
export type InsightsView =
  | { tab: "funnel"; funnel: (FunnelView & { asOf: number; days: FunnelDay[] }) | null }
  | { tab: "groups"; rfm: Kept<"rfm"> }
  | { tab: "retention"; retention: Kept<"retention"> }
  | { tab: "channels"; channels: Kept<"channels"> }
  | { tab: "scores"; score: ScoreName; trend: Kept<"scores">; outcome: BandsView | null }
  | { tab: "maturity"; areas: AreaMaturity[] };

/** Reads what a tab shows: figures that are kept, never the facts that they were counted from. */
export async function readInsights(options: {
  pool: pg.Pool;
  shopId: number;
  choice: InsightChoice;
  now: number;
}): Promise<InsightsView> {
  const { pool, shopId, choice, now } = options;
  const { tab } = choice;
  switch (tab) {
    case "funnel":
      return { tab, funnel: await readFunnel(pool, shopId, { days: choice.days, now }) };
    case "groups":
      return { tab, rfm: await findInsight(pool, shopId, "rfm") };
    case "retention":
      return { tab, retention: await findInsight(pool, shopId, "retention") };
    case "channels":
      return { tab, channels: await findInsight(pool, shopId, "channels") };
    case "scores": {
      const [trend, bands] = await Promise.all([
        findInsight(pool, shopId, "scores"),
        findInsight(pool, shopId, "bands"),
      ]);
      const outcome = bands === null ? null : viewOf(bands, choice.score);
      return { tab, score: choice.score, trend, outcome };
    }
    case "maturity":
      return { tab, areas: await readMaturity({ pool, shopId, now }) };
    default:
      return assertNever(tab);
  }
}

async function readFunnel(pool: pg.Pool, shopId: number, asked: { days: number; now: number }) {
  const kept = await findInsight(pool, shopId, "funnel");
  const shop = await findInsightShop(pool, shopId, asked.now);
  if (kept === null || shop === null) return null;
  const { day } = kept.values;
  const days = await findFunnelDays(pool, shopId, {
    fromDay: day - 2 * asked.days + 1,
    toDay: day,
  });
  return {
    asOf: kept.asOf,
    ...sumFunnel(days, { day, days: asked.days }),
    days: days.slice(-asked.days),
  };
}

function viewOf(kept: KeptInsight<"bands">, score: ScoreName): BandsView {
  const { scores, ...values } = kept.values;
  return { asOf: kept.asOf, ...values, bands: tellBands(scores[score]) };
}
