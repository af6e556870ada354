import type { PointsModel } from "../../score/model.ts";
import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { learnNewcomers } from "../newcomers/learn-newcomers.ts";
import type { LearnedNewcomers } from "../newcomers/newcomer-model.ts";
import { ENOUGH_TO_LEARN } from "../visitors/choose-champion.ts";
import type { EventColumns } from "../visitors/event-log.ts";
import { fitVisitors } from "../visitors/fit-visitors.ts";
import { prepareLog } from "../visitors/prepare-log.ts";
import { serveVisitors } from "../visitors/visitor-model.ts";
import { keepTallies } from "./product-tallies.ts";
import { describeNewcomers, describeVisitors } from "./visits-card.ts";
import type { VisitsCard } from "./visits-card.ts";
import { VISITOR_MEMORY_MS } from "./visits-model.ts";
import type { VisitsModel } from "./visits-model.ts";

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;
/** Which rows are drawn is the same in every fit. */
const SEED = 1;

/** What visitors did before `asOf`, ready to be learned from. */
export interface VisitHistory {
  columns: EventColumns;
  /** The id of each product number. */
  products: readonly string[];
  /** 1 where a visitor, by number, ordered before `from`. */
  hadOrdered: Uint8Array;
  /** Every event is from then on. */
  from: Instant;
  asOf: Instant;
  /** Of more people every so-manyth is in it. */
  everyNth: number;
}

/**
 * Learns who of a shop's visitors buys within an hour and a day, and who of those that never ordered does within 7 and
 * 30 days. Never fails: with too little the points are served, or nothing is told, and the card says why.
 */
export function fitVisits(
  history: VisitHistory,
  { points, stopwatch }: { points: PointsModel; stopwatch: () => number },
): { model: VisitsModel; card: VisitsCard } {
  const { products, hadOrdered, from, asOf, everyNth } = history;
  const prepared = prepareLog(history.columns, points);
  const fitted = fitVisitors(prepared, { cut: asOf, seed: SEED, stopwatch });
  const learn = (days: number): LearnedNewcomers =>
    learnNewcomers(prepared, {
      startsAt: from,
      asOf,
      horizonMs: days * DAY_MS,
      memoryMs: VISITOR_MEMORY_MS,
      hadOrdered,
      stopwatch,
    });
  const [week, month] = [learn(WEEK_DAYS), learn(MONTH_DAYS)];
  const [hour, day] = fitted;
  if (hour === undefined || day === undefined) throw new Error("Two horizons are fitted");
  return {
    model: {
      from,
      visitors: serveVisitors(fitted, points),
      newcomers: { week: servedOf(week), month: servedOf(month) },
      tallies: keepTallies(prepared.tallies, products),
    },
    card: {
      asOf,
      from,
      people: prepared.log.visitors,
      events: prepared.log.size,
      purchases: prepared.purchases,
      enoughPurchases: ENOUGH_TO_LEARN,
      everyNth,
      tasks: {
        hour: describeVisitors(hour),
        day: describeVisitors(day),
        week: describeNewcomers(week),
        month: describeNewcomers(month),
      },
    },
  };
}

const servedOf = (learned: LearnedNewcomers) =>
  learned.outcome === "learned" ? learned.served : null;
