import type { CustomerOutlook } from "../predict/shop/outlook.ts";
import type { Judgement } from "../segment/judge-profile.ts";
import { formatMinorUnits } from "../shared/money.ts";

/** What Kindling tells of a customer in Shopify's metafields, by their keys. */
export const SCORE_FIELDS = [
  "intent",
  "engagement",
  "value",
  "behavior",
  "chance_30_days",
  "expected_value",
  "rfm_group",
] as const;

export type ScoreField = (typeof SCORE_FIELDS)[number];

/** Texts as Shopify takes them. A field that is not there is unknown, and has no metafield. */
export type FieldValues = Readonly<Partial<Record<ScoreField, string>>>;

const MICRO_PER_POINT = 1_000_000;
const PERCENT = 100;

/**
 * What the fields of a customer say now: scores in whole points, rounded down, so that none reads as if it
 * had reached a threshold; the chance of an order within 30 days in percent; what is expected of the next
 * twelve months in the shop's currency; the RFM group. Unknown scores, and predictions that rest on nothing,
 * are left out.
 */
export function describeFields(told: {
  judgement: Pick<Judgement, "scores" | "rfm">;
  outlook: Pick<CustomerOutlook, "month" | "lifetimeValue"> | null;
  currency: string;
}): FieldValues {
  const { judgement, outlook, currency } = told;
  const { points } = judgement.scores;
  const values: Partial<Record<ScoreField, string>> = {};
  for (const name of ["intent", "engagement", "value", "behavior"] as const) {
    const micro = points[name];
    if (micro !== null) values[name] = String(Math.floor(micro / MICRO_PER_POINT));
  }
  if (outlook !== null && outlook.month.evidence !== "none") {
    values.chance_30_days = String(Math.round(outlook.month.value * PERCENT));
    const minor = Math.round(outlook.lifetimeValue.meanMinor);
    values.expected_value = formatMinorUnits(minor, currency);
  }
  const { group } = judgement.rfm;
  if (group !== null) values.rfm_group = group;
  return values;
}

/** A number that moved less than this since it was told is not told again: points, and percent of a chance. */
export const LEAST_MOVE = 5;
/** Of an amount of money: the share of what was told. */
export const LEAST_SHARE = 0.1;

/**
 * The fields as they should stand: what was told before, but for what changed in a way that matters. That is
 * a number that moved by 5 points (an amount by a tenth), one that became known or unknown or reached or left
 * zero, and another RFM group. Where the customer entered or left a segment everything is told anew, so that
 * no field contradicts the segment.
 */
export function settleFields(told: {
  before: FieldValues;
  fresh: FieldValues;
  isMember: "changed" | "as-before";
}): FieldValues {
  const { before, fresh, isMember } = told;
  if (isMember === "changed") return fresh;
  const settled: Partial<Record<ScoreField, string>> = {};
  for (const field of SCORE_FIELDS) {
    const [old, now] = [before[field], fresh[field]];
    if (now === undefined) continue;
    settled[field] = old === undefined || matters(field, { old, now }) ? now : old;
  }
  return settled;
}

function matters(field: ScoreField, { old, now }: { old: string; now: string }): boolean {
  if (field === "rfm_group") return old !== now;
  const [from, to] = [Number(old), Number(now)];
  if (from === 0 || to === 0) return from !== to;
  const least = field === "expected_value" ? Math.abs(from) * LEAST_SHARE : LEAST_MOVE;
  return Math.abs(to - from) >= least;
}

export interface FieldPlan {
  set: { field: ScoreField; value: string }[];
  remove: ScoreField[];
}

/**
 * What to write so that the desired fields stand, given what stands there.
 * @param written null: not known, so that everything is written, and what is not desired removed
 */
export function planFields(told: { desired: FieldValues; written: FieldValues | null }): FieldPlan {
  const { desired, written } = told;
  const plan: FieldPlan = { set: [], remove: [] };
  for (const field of SCORE_FIELDS) {
    const value = desired[field];
    if (value !== undefined && value !== written?.[field]) plan.set.push({ field, value });
    if (value === undefined && (written === null || written[field] !== undefined)) {
      plan.remove.push(field);
    }
  }
  return plan;
}
