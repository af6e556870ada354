import type pg from "pg";
import { saveRetention } from "../db/retentions.ts";
import { noteChange } from "../db/shop-changes.ts";

/** The choices of a merchant, in days; null: for good. */
export const RAW_EVENT_DAYS = [90, 180, 365, 730, null] as const;
/** Never less than a month: who tells a contest of tags looks a day back, and people ask of last week. */
export const LOG_DAYS = [30, 90, 180, 365] as const;

export type SetRetentionOutcome = { outcome: "saved" } | { outcome: "unknown-choice" };

/** Says how long a shop keeps raw events and logs. What is too old by it is deleted from now on. */
export async function setRetention(options: {
  pool: pg.Pool;
  shopId: number;
  rawEventDays: number | null;
  logDays: number;
  now: number;
}): Promise<SetRetentionOutcome> {
  const { pool, shopId, now } = options;
  const rawEventDays = RAW_EVENT_DAYS.find((days) => days === options.rawEventDays);
  const logDays = LOG_DAYS.find((days) => days === options.logDays);
  if (rawEventDays === undefined || logDays === undefined) return { outcome: "unknown-choice" };
  await saveRetention(pool, shopId, { rawEventDays, logDays, dueAt: now });
  await noteChange(pool, shopId, ["settings"]);
  return { outcome: "saved" };
}
