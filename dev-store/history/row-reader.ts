import type { Columns } from "./detect-format.ts";
import { parseDecimal, toMinor } from "./parse-decimal.ts";
import type { Decimal } from "./parse-decimal.ts";
import { parseInstant } from "./parse-instant.ts";
import type { Table } from "./read-table.ts";
import type { RowLedger } from "./row-ledger.ts";

export interface ReadTableInput {
  table: Table;
  columns: Columns;
  currencyDigits: number | undefined;
}

/** Why one row cannot be read. Thrown while the row is read and caught by the loop over rows. */
export class UnreadableRowError extends Error {}

export interface ReadEachRowInput {
  table: Table;
  linesPerRow: number;
  ledger: RowLedger;
  readRow: (line: number, cells: string[]) => void;
}

/** Reads row after row; one that cannot be read is told to the ledger. Answers how many there were. */
export async function readEachRow(input: ReadEachRowInput): Promise<number> {
  const { table, linesPerRow, ledger, readRow } = input;
  let rows = 0;
  const onUnreadable = (line: number, reason: string): void => {
    rows += 1;
    ledger.unreadable(line, reason);
  };
  for await (const batch of table.rows({ linesPerRow, onUnreadable })) {
    for (const { line, cells } of batch) {
      try {
        readRow(line, cells);
        rows += 1;
      } catch (error) {
        if (!(error instanceof UnreadableRowError)) throw error;
        onUnreadable(line, error.message);
      }
    }
  }
  return rows;
}

/** The trimmed text of a column; "" when the file has no such column. */
export function textOf(cells: string[], column: number | undefined): string {
  return column === undefined || column < 0 ? "" : (cells[column] ?? "").trim();
}

export function requireInstant(text: string, name: string): number {
  const instant = parseInstant(text);
  if (instant === null) throw new UnreadableRowError(`${name} is no date: ${quote(text)}`);
  return instant;
}

export function requireDecimal(text: string, name: string): Decimal {
  const decimal = parseDecimal(text);
  if (decimal === null) throw new UnreadableRowError(`${name} is no number: ${quote(text)}`);
  return decimal;
}

/** `price * quantity` in minor units. */
export function requireMinor(price: Decimal, digits: number, quantity = 1): number {
  try {
    return toMinor(price, digits, quantity);
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableRowError(error.message);
    throw error;
  }
}

/** A whole number, also when written with a fraction of zeros ("6.0", as spreadsheets save it). */
export function requireInteger(text: string, name: string): number {
  const number = /^[+-]?\d+(\.0*)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) {
    throw new UnreadableRowError(`${name} is no whole number: ${quote(text)}`);
  }
  return number;
}

/** An id written as a number: "17850.0" and "17850" are one customer. "" stays "". */
export const plainId = (text: string): string => text.replace(/^(\d+)\.0*$/, "$1");

const quote = (text: string): string => JSON.stringify(text.slice(0, 40));
