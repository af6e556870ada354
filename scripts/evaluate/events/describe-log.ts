import { ROW_ROLES } from "../../../app/pipeline/predict/visitors/purchases-in-log.ts";
import type { PreparedLog } from "../../../app/pipeline/predict/visitors/walk-log.ts";
import type { EventFile } from "./read-events.ts";

/** What a log holds, and what of it was not taken as it stood. */
export interface LogSummary extends Omit<EventFile, "columns"> {
  repeatedRows: number;
  /** Rows that remain, lines of orders included. */
  events: number;
  visitors: number;
  purchases: number;
  /** Events within a minute before a purchase: neither signs nor rows. */
  partOfPurchase: number;
  /** Instants of the first and the last event; null without any. */
  from: string | null;
  until: string | null;
}

export function describeLog(read: EventFile, { log, roles, purchases }: PreparedLog): LogSummary {
  const { columns: _, ...told } = read;
  const part = ROW_ROLES.indexOf("part");
  const textAt = (row: number | undefined): string | null =>
    row === undefined ? null : new Date(log.at[row] ?? 0).toISOString();
  return {
    ...told,
    repeatedRows: log.repeated,
    events: log.size,
    visitors: log.visitors,
    purchases,
    partOfPurchase: roles.reduce((count, role) => count + (role === part ? 1 : 0), 0),
    from: textAt(log.byTime[0]),
    until: textAt(log.byTime.at(-1)),
  };
}
