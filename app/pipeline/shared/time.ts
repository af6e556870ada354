/** An instant: milliseconds since 1970-01-01T00:00:00Z. The core never asks for the time, it is told. */
export type Instant = number;

/** A quarter of an hour of UTC, counted from 1970: every time zone's days begin on one. */
export type Slot = number;

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;
export const SLOT_MS = 15 * MINUTE_MS;

/** The slot that holds an instant. */
export const slotOf = (instant: Instant): Slot => Math.floor(instant / SLOT_MS);

/** The first instant of a slot. */
export const slotStart = (slot: Slot): Instant => slot * SLOT_MS;

/** The UTC day that holds an instant, counted from 1970. */
export const dayOf = (instant: Instant): number => Math.floor(instant / DAY_MS);

/** The first instant of a UTC day. */
export const dayStart = (day: number): Instant => day * DAY_MS;
