import { BYTE_ORDER_MARK, writeCsv } from "../../queries/export/csv.ts";
import type { PlotTable } from "./table-of-plot.ts";

/** A table as a file for spreadsheets: headers in the merchant's words, numbers as machines read them. */
export function csvOfTable({ columns, rows }: PlotTable): string {
  const records = [
    columns.map(({ header }) => header),
    ...rows.map(({ cells }) => cells.map(({ raw }) => raw)),
  ];
  return BYTE_ORDER_MARK + writeCsv(records);
}

/** Of a title: "Entries and exits" becomes "entries-and-exits.csv". */
export const csvName = (title: string): string =>
  `${title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")}.csv`;
