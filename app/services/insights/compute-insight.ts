import type pg from "pg";
import { findBenchmarks } from "../../db/benchmarks.ts";
import { countEngagement } from "../../db/insights/channel-engagement.ts";
import { countCohorts } from "../../db/insights/cohorts.ts";
import { countFunnelDays, trimFunnelDays } from "../../db/insights/funnel-days.ts";
import { findInsight, type InsightShop } from "../../db/insights/insights.ts";
import {
  BAND_COUNT,
  type InsightName,
  type InsightValues,
  type ScoresKept,
} from "../../db/insights/insight-values.ts";
import { countBandOutcomes, countScoreDays, drawCustomers } from "../../db/insights/score-bands.ts";
import { countRfmCells, countRfmTransitions } from "../../db/rfm-changes.ts";
import { firstDayKept, HISTORY_DAYS } from "../../pipeline/score/score-history.ts";
import { dayOf, dayStart } from "../../pipeline/shared/time.ts";
import { CHANNEL_SIGNALS } from "./channel-signals.ts";
import { FUNNEL_DEPTHS } from "./funnel-depths.ts";

export interface InsightWork {
  pool: pg.Pool;
  shopId: number;
  shop: InsightShop;
  now: number;
}

export interface ComputedInsight<Name extends InsightName> {
  asOf: number;
  values: InsightValues[Name];
}

/** A year and a day more, so that each day can be held against its like. */
const FUNNEL_DAYS = 366;
/** So late a browser's events may come (see docs/pipeline.md), with the day on which they do. */
const LATE_DAYS = 8;
/** Days of one statement. */
const DAYS_AT_ONCE = 31;
const COHORT_MONTHS = 13;
/** Spans that a merchant can choose. */
const SPAN_DAYS = [30, 90] as const;
/** So many customers tell shares to about half a percent, and more would take minutes. */
const MOST_FOR_TREND = 20_000;
const MOST_FOR_BANDS = 100_000;
/** Purchases of so many days say whether a score works; of less than a week, nothing. */
const BAND_DAYS = 30;
const LEAST_BAND_DAYS = 7;

/** How each figure is computed; null: what it rests on is not there yet. */
export const COMPUTE: {
  [Name in InsightName]: (work: InsightWork) => Promise<ComputedInsight<Name> | null>;
} = {
  funnel: async ({ pool, shopId, shop }) => {
    const day = shop.today - 1;
    const first = day - FUNNEL_DAYS + 1;
    const known = await findInsight(pool, shopId, "funnel");
    const from = known === null ? first : Math.max(first, known.values.day - LATE_DAYS + 1);
    for (let fromDay = from; fromDay <= day; fromDay += DAYS_AT_ONCE) {
      const toDay = Math.min(day, fromDay + DAYS_AT_ONCE - 1);
      const { timezone } = shop;
      await countFunnelDays(pool, shopId, { timezone, fromDay, toDay, depths: FUNNEL_DEPTHS });
    }
    await trimFunnelDays(pool, shopId, first);
    return { asOf: shop.todaySince, values: { day } };
  },

  rfm: async ({ pool, shopId }) => {
    const benchmarks = await findBenchmarks(pool, shopId);
    // The history of groups is behind: it is told first.
    if (benchmarks === null || benchmarks.historyFrom <= benchmarks.day) return null;
    const toDay = benchmarks.day;
    const moves = [];
    for (const days of SPAN_DAYS) {
      const fromDay = toDay - days;
      moves.push({
        days,
        transitions: await countRfmTransitions(pool, shopId, { fromDay, toDay }),
      });
    }
    return { asOf: dayStart(toDay), values: { cells: await countRfmCells(pool, shopId), moves } };
  },

  retention: async ({ pool, shopId, shop, now }) => {
    const { timezone } = shop;
    const cells = await countCohorts(pool, shopId, { timezone, until: now, months: COHORT_MONTHS });
    const month = new Date(dayStart(shop.today)).toISOString().slice(0, 7);
    return { asOf: now, values: { cells, month } };
  },

  channels: async ({ pool, shopId, now }) => {
    const toDay = dayOf(now);
    const spans = [];
    for (const days of SPAN_DAYS) {
      const asked = { toDay, days, signals: CHANNEL_SIGNALS };
      spans.push({ days, channels: await countEngagement(pool, shopId, asked) });
    }
    return { asOf: dayStart(toDay), values: { spans } };
  },

  scores: async ({ pool, shopId, now }) => {
    const { every, ...draw } = await drawCustomers(pool, shopId, MOST_FOR_TREND);
    const fromDay = dayOf(now) - HISTORY_DAYS;
    const days = leaveOutUnfinished(await countScoreDays(pool, shopId, { fromDay, every }));
    return { asOf: dayStart((days.at(-1)?.day ?? dayOf(now) - 1) + 1), values: { ...draw, days } };
  },

  bands: async ({ pool, shopId, shop, now }) => {
    const today = dayOf(now);
    const { every, ...draw } = await drawCustomers(pool, shopId, MOST_FOR_BANDS);
    const wished = today - 1 - BAND_DAYS;
    // The oldest day may be gone by the time it is read.
    const oldest = shop.scoresFrom === null ? Infinity : firstDayKept(shop.scoresFrom, today) + 1;
    const day = Math.max(wished, oldest);
    const days = today - 1 - day;
    const has = days >= LEAST_BAND_DAYS;
    const asked = has ? { day, days, every } : { day: -1, days: 0, every };
    const scores = await countBandOutcomes(pool, shopId, asked);
    return {
      asOf: dayStart(today),
      values: { ...draw, scores, day: has ? day : null, days: has ? days : 0 },
    };
  },
};

/** Scores of a day are written when their profile is next scored: a last day that lacks many is not told yet. */
function leaveOutUnfinished(days: ScoresKept["days"]): ScoresKept["days"] {
  const sizeOf = (day: ScoresKept["days"][number] | undefined): number =>
    day?.bands.behavior.slice(0, BAND_COUNT + 1).reduce((sum, count) => sum + count, 0) ?? 0;
  const [last, before] = [days.at(-1), days.at(-2)];
  return sizeOf(last) < 0.98 * sizeOf(before) ? days.slice(0, -1) : [...days];
}
