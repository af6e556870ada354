import { dayStart } from "../../pipeline/shared/time.ts";

/** A UTC day as dates are written: "2026-11-20". */
export const isoDay = (day: number): string => new Date(dayStart(day)).toISOString().slice(0, 10);
