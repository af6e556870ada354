import type { Queryable } from "../../db/transaction.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { CsvValue } from "./csv.ts";

/** A list that can be had as a file: what its records tell, and how they are read piece by piece. */
export interface ExportList<Column extends string = string> {
  /** What stands in a record, in this order; the words for the head are in the catalog "exports". */
  columns: readonly Column[];
  /** The next records behind a place, in the order of the table on the page. */
  read(input: ExportInput): Promise<ExportPiece>;
}

export interface ExportInput {
  shopId: number;
  /** ISO 4217, of the shop. */
  currency: string;
  /** IANA, of the shop's calendar. */
  timezone: string;
  /** The filters and the order of the page, as its address has them. */
  params: URLSearchParams;
  /** Where the last piece ended; undefined: from the beginning. */
  after: string | undefined;
  /** So many records at most. */
  limit: number;
  now: Instant;
  /** A stored reason of a membership in the words of whom the file is for. */
  sayReason: (kept: string) => string;
  db: Queryable;
}

export interface ExportPiece {
  /** A value for each column. */
  records: CsvValue[][];
  /** Where the next piece begins; null: this was the last one. */
  next: string | null;
}

/** An instant for machines: ISO 8601 in UTC. */
export const isoInstant = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

const MICRO_POINTS = 1_000_000;

/** Millionths of a point as points. */
export const exportPoints = (microPoints: number | null): number | null =>
  microPoints === null ? null : microPoints / MICRO_POINTS;

/** Several words in one cell. */
export const exportWords = (words: readonly string[]): string => words.join("; ");
