import type { RfmGroup } from "../../pipeline/shared/rfm-group-names.ts";
import type { ScoreName } from "../../pipeline/score/scores.ts";

/** What is kept of a shop as a whole, each by its name in the table `insight`. */
export interface InsightValues {
  funnel: FunnelKept;
  rfm: RfmKept;
  retention: RetentionKept;
  channels: ChannelsKept;
  scores: ScoresKept;
  bands: BandsKept;
}

export type InsightName = keyof InsightValues;

export const INSIGHT_NAMES: readonly InsightName[] = [
  "funnel",
  "rfm",
  "retention",
  "channels",
  "scores",
  "bands",
];

/** The days themselves stand in `funnel_day`. */
export interface FunnelKept {
  /** The last calendar day of the shop that is counted, from 1970. */
  day: number;
}

export interface RfmTransition {
  /** null: in no group. */
  from: RfmGroup | null;
  to: RfmGroup | null;
  customers: number;
}

export interface RfmCell {
  /** From 1 to 5. */
  recency: number;
  /** Frequency and money together, from 1 to 5. */
  frequencyAndMoney: number;
  /** The one that all of the cell are in. */
  group: RfmGroup;
  customers: number;
}

export interface RfmKept {
  cells: RfmCell[];
  /** From so many days before the last UTC midnight to that midnight. */
  moves: { days: number; transitions: RfmTransition[] }[];
}

export interface CohortMonth {
  /** Of the first order, in the shop's time zone: "2026-03". */
  cohort: string;
  /** Months since; 0 is the first order's own. */
  age: number;
  /** Who ordered in that month; at age 0 all of the cohort. */
  customers: number;
  /** Who ordered twice or more by the end of that month. */
  repeated: number;
}

export interface RetentionKept {
  cells: CohortMonth[];
  /** The month that is not over. */
  month: string;
}

export type EngagementChannel = "email" | "sms" | "social" | "app" | "ad" | "affiliate";

export interface ChannelEngagement {
  channel: EngagementChannel;
  /** How often a visit to the shop began with it. */
  visits: number;
  /** Days on which it brought a customer: a click, a reply, a visit. */
  answers: number;
  /** Of these, those that an order followed within seven days. */
  answersWithOrder: number;
  customers: number;
  /** Of these, who ordered within seven days after an answer. */
  customersWithOrder: number;
  /** The orders that followed an answer within seven days, each once, and what they came to without refunds. */
  orders: number;
  revenueMinor: number;
}

export interface ChannelsKept {
  /** Over so many days that end seven days before `asOf`: what follows the last of them is over. */
  spans: { days: number; channels: ChannelEngagement[] }[];
}

/** Customers by score: five bands of 20 points, the last one with 100 in it. */
export const BAND_COUNT = 5;

export interface ScoresKept {
  /** The customers that were looked at, of all; fewer where there are very many. */
  drawn: number;
  total: number;
  days: {
    /** UTC, counted from 1970: as of its end. */
    day: number;
    /** By score, who is in each band, and last who is unknown. */
    bands: Record<ScoreName, number[]>;
  }[];
}

export interface BandOutcome {
  customers: number;
  buyers: number;
  orders: number;
  /** Without refunds. */
  revenueMinor: number;
  /** The sum of the squares of what each customer spent: for the interval of the mean. */
  revenueSquared: number;
}

export interface BandsKept {
  /** The UTC day at whose end the scores stood; null: no scores of at least a week ago are kept. */
  day: number | null;
  /** So many days of orders since. */
  days: number;
  drawn: number;
  total: number;
  /** By score, a line a band and last who was unknown. */
  scores: Record<ScoreName, BandOutcome[]>;
}
