import type { Duration, Window } from "../../../pipeline/segment/condition-tree.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../pipeline/shared/time.ts";

/** What lengths of time are told in. Days are whole days of the shop's calendar, hours and minutes exact. */
export type Unit = "minutes" | "hours" | "days";

const FIXED_UNITS = { minutes: MINUTE_MS, hours: HOUR_MS } as const;

export const UNITS = ["minutes", "hours", "days"] as const satisfies readonly Unit[];

/** Ten years, the longest that a condition may look back. */
const MOST_DAYS = 3650;

export const mostOf = (unit: Unit): number =>
  unit === "days" ? MOST_DAYS : (MOST_DAYS * DAY_MS) / FIXED_UNITS[unit];

/**
 * A length as a number and its unit. Exact ones in hours where they are whole ones, unless minutes were asked for: 60
 * minutes on the way to 600 must not turn into an hour under the hand that types.
 */
export function inUnits(length: Window, wanted?: Unit | null): { count: number; unit: Unit } {
  if (length.kind === "days") return { count: length.days, unit: "days" };
  const unit = length.ms % HOUR_MS === 0 && wanted !== "minutes" ? "hours" : "minutes";
  return { count: length.ms / FIXED_UNITS[unit], unit };
}

export const lengthOf = (count: number, unit: Unit): Window =>
  unit === "days"
    ? { kind: "days", days: count }
    : { kind: "fixed", ms: Math.round(count * FIXED_UNITS[unit]) };

/** The same number in another unit, as near as the unit allows: days are whole. */
export function changeUnit(length: Window, from: Unit, unit: Unit): Window {
  const { count } = inUnits(length, from);
  const whole = unit === "days" ? Math.max(1, Math.round(count)) : count;
  return lengthOf(Math.min(whole, mostOf(unit)), unit);
}

export const isLength = (duration: Duration): duration is Window =>
  duration.kind === "fixed" || duration.kind === "days";
