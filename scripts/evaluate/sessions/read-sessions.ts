import type { UnreadableRow } from "../../../dev-store/history/history.ts";
import { openTable } from "../../../dev-store/history/read-table.ts";
import { openRowLedger } from "../../../dev-store/history/row-ledger.ts";
import { tabulateSessions } from "./model/session.ts";
import type { Session, SessionTable } from "./model/session.ts";

/** Sessions as they were read; what was not taken as it stands is told. */
export interface SessionFile {
  table: SessionTable;
  /** 1 where the session ended in a purchase. */
  bought: Float64Array;
  unreadableRows: number;
  /** The first of them. */
  unreadable: UnreadableRow[];
}

/** The columns that a file must have, as the public set of online shoppers' intention names them. */
export const SESSION_COLUMNS = [
  "Administrative",
  "Administrative_Duration",
  "Informational",
  "Informational_Duration",
  "ProductRelated",
  "ProductRelated_Duration",
  "BounceRates",
  "ExitRates",
  "PageValues",
  "SpecialDay",
  "Month",
  "OperatingSystems",
  "Browser",
  "Region",
  "TrafficType",
  "VisitorType",
  "Weekend",
  "Revenue",
] as const;

type SessionColumn = (typeof SESSION_COLUMNS)[number];

/** By their first three letters: files write June and Jul, or Sept. */
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reads a CSV file of finished sessions, plain or gzipped. A row that cannot be read costs that row.
 *
 * @throws Error when the file is empty or lacks a column
 */
export async function readSessions(file: string): Promise<SessionFile> {
  const table = await openTable(file);
  const places = readHeader(table.header, file);
  const ledger = openRowLedger();
  const sessions: Session[] = [];
  const bought: number[] = [];
  const onUnreadable = (line: number, reason: string): void => ledger.unreadable(line, reason);
  for await (const batch of table.rows({ linesPerRow: 1, onUnreadable })) {
    for (const { line, cells } of batch) {
      try {
        const row = readRow((column) => (cells[places[column]] ?? "").trim());
        sessions.push(row.session);
        bought.push(row.bought);
      } catch (error) {
        if (!(error instanceof UnreadableSessionError)) throw error;
        onUnreadable(line, error.message);
      }
    }
  }
  const { unreadable, counts } = ledger.close();
  return {
    table: tabulateSessions(sessions),
    bought: Float64Array.from(bought),
    unreadableRows: counts.unreadable,
    unreadable,
  };
}

class UnreadableSessionError extends Error {}

type ReadCell = (column: SessionColumn) => string;

function readRow(cell: ReadCell): { session: Session; bought: number } {
  const amount = (column: SessionColumn): number => {
    const value = cell(column) === "" ? Number.NaN : Number(cell(column));
    if (!(value >= 0 && value < 1e12))
      throw new UnreadableSessionError(`${column} is no number of 0 or more`);
    return value;
  };
  const month = MONTHS.indexOf(cell("Month").slice(0, 3).toLowerCase());
  if (month < 0) throw new UnreadableSessionError("Month is no month");
  const session: Session = {
    pages: {
      account: amount("Administrative"),
      information: amount("Informational"),
      product: amount("ProductRelated"),
    },
    seconds: {
      account: amount("Administrative_Duration"),
      information: amount("Informational_Duration"),
      product: amount("ProductRelated_Duration"),
    },
    exitRate: amount("ExitRates"),
    bounceRate: amount("BounceRates"),
    specialDay: amount("SpecialDay"),
    isWeekend: readFlag(cell, "Weekend") === 1,
    month,
    categories: {
      visitor: cell("VisitorType"),
      source: cell("TrafficType"),
      region: cell("Region"),
      browser: cell("Browser"),
      system: cell("OperatingSystems"),
    },
    pageValue: amount("PageValues"),
  };
  return { session, bought: readFlag(cell, "Revenue") };
}

function readFlag(cell: ReadCell, column: SessionColumn): number {
  const word = cell(column).toLowerCase();
  if (word === "true" || word === "1") return 1;
  if (word === "false" || word === "0") return 0;
  throw new UnreadableSessionError(`${column} is neither TRUE nor FALSE`);
}

function readHeader(header: readonly string[], file: string): Record<SessionColumn, number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const places = SESSION_COLUMNS.map((column) => [column, names.indexOf(column.toLowerCase())]);
  const missing = places.filter(([, place]) => place === -1).map(([column]) => column);
  if (missing.length > 0)
    throw new Error(
      `${file} lacks the columns ${missing.join(", ")}: sessions are read from ${SESSION_COLUMNS.join(", ")}`,
    );
  return Object.fromEntries(places) as Record<SessionColumn, number>;
}
