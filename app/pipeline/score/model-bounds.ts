import { DAY_MS, SECOND_MS, SLOT_MS } from "../shared/time.ts";

/** What a number of a model may be. */
export interface NumberBounds {
  least: number;
  most: number;
  isWhole: boolean;
}

/** Longest half-life: beyond it one millisecond of decay would drown in floating point's last digits. */
const MAX_SPAN_MS = 10 * 365 * DAY_MS;

/** Most occurrences a day: keeps every product of scoring below 2^53. */
const MAX_DAILY_CAP = 1000;

const between = (least: number, most: number): NumberBounds => ({ least, most, isWhole: false });
const wholeBetween = (least: number, most: number): NumberBounds => ({
  least,
  most,
  isWhole: true,
});

/** The bounds of every kind of number in a model, for its schema and for the page on which it is edited. */
export const MODEL_BOUNDS = {
  weight: between(0, 100),
  halfLifeMs: wholeBetween(SECOND_MS, MAX_SPAN_MS),
  dailyCap: wholeBetween(1, MAX_DAILY_CAP),
  // Windows and reaches step on slots: a shorter one would end before its slot does.
  windowMs: wholeBetween(SLOT_MS, MAX_SPAN_MS),
  share: between(0, 1),
  reachMs: wholeBetween(SLOT_MS, MAX_SPAN_MS),
  groupCap: between(0, 100),
  pointsPerDecile: between(0, 10),
  pointsPerOrder: between(0, 100),
  frequencyCap: between(0, 100),
  recencyPoints: between(0, 100),
  trustCap: between(0, 100),
  behaviorPart: between(1, 1000),
} as const satisfies Record<string, NumberBounds>;

export type NumberKind = keyof typeof MODEL_BOUNDS;

/** The kinds of all numbers with their bounds, as plain data. */
export type ModelBounds = Record<NumberKind, NumberBounds>;
