import { NO_PAGE } from "../../../app/pipeline/predict/visitors/event-log.ts";
import type { EventColumns } from "../../../app/pipeline/predict/visitors/event-log.ts";
import { PAGE_AREAS, pageOf, productIn } from "../../../app/pipeline/predict/visitors/page-area.ts";
import { SIGNALS } from "../../../app/pipeline/shared/signals.ts";
import type { UnreadableRow } from "../../../dev-store/history/history.ts";
import { openTable } from "../../../dev-store/history/read-table.ts";
import { openRowLedger } from "../../../dev-store/history/row-ledger.ts";
import { openKinds } from "./count-kinds.ts";
import type { KindCounts, KindReader } from "./count-kinds.ts";
import { readEventHeader } from "./event-header.ts";
import type { EventHeader } from "./event-header.ts";
import { readEventTime } from "./event-time.ts";
import { growColumns } from "../../../app/pipeline/predict/visitors/growing-columns.ts";
import type { EventRow } from "../../../app/pipeline/predict/visitors/growing-columns.ts";
import { numberTexts } from "../../../app/pipeline/predict/visitors/number-texts.ts";

/** A log of events as it was read; what was not taken as it stands is told. */
export interface EventFile extends KindCounts {
  columns: EventColumns;
  /** Data rows, the header and empty lines apart. */
  rows: number;
  /** How many could not be read, and the first 20 of them. */
  unreadableRows: number;
  unreadable: UnreadableRow[];
}

/**
 * Reads a CSV file of events, plain or gzipped, with a header that tells its columns. A row that cannot be read costs
 * that row. Memory is bounded by the number of events and of different visitors, products and orders.
 *
 * @throws Error when the file is empty or lacks a column
 */
export async function readEvents(file: string): Promise<EventFile> {
  const table = await openTable(file);
  const ledger = openRowLedger();
  const columns = growColumns();
  const kinds = openKinds();
  const readRow = openRowReader(readEventHeader(table.header), kinds);
  let rows = 0;
  const onUnreadable = (line: number, reason: string): void => {
    rows += 1;
    ledger.unreadable(line, reason);
  };
  for await (const batch of table.rows({ linesPerRow: 1, onUnreadable })) {
    for (const { line, cells } of batch) {
      const row = readRow(cells);
      if (typeof row === "string") onUnreadable(line, row);
      else {
        rows += 1;
        if (row !== null) columns.push(row);
      }
    }
  }
  const { unreadable, counts } = ledger.close();
  return {
    columns: columns.close(),
    rows,
    unreadableRows: counts.unreadable,
    unreadable,
    ...kinds.close(),
  };
}

/** Reads one row: what it says, null where its kind counts for nothing, or in words why it cannot be read. */
function openRowReader(
  header: EventHeader,
  kinds: KindReader,
): (cells: readonly string[]) => EventRow | null | string {
  const visitors = numberTexts();
  const products = numberTexts();
  const orders = numberTexts();
  return (cells) => {
    const visitor = visitorOf(cells, header);
    const word = textOf(cells, header.kind);
    const at = readEventTime(textOf(cells, header.time));
    if (visitor === "") return "the visitor is empty";
    if (word === "") return "the kind is empty";
    if (at === null) return "the time is neither a date nor seconds or milliseconds since 1970";
    const order = textOf(cells, header.order);
    const path = textOf(cells, header.path);
    // A log that names no products at all has them in its addresses.
    const product = header.product < 0 ? productIn(path) : textOf(cells, header.product);
    const signal = kinds.read(word, product !== "");
    if (signal === null) return null;
    const page = path === "" ? null : pageOf(path);
    return {
      visitor: visitors(visitor),
      at,
      signal: SIGNALS.indexOf(signal),
      product: product === "" ? -1 : products(product),
      order: order === "" ? -1 : orders(order),
      area: page === null ? NO_PAGE : PAGE_AREAS.indexOf(page.area),
      depth: page?.depth ?? 0,
    };
  };
}

/** Told apart by the column as well: a customer and a session may have one number. */
function visitorOf(cells: readonly string[], { visitors }: EventHeader): string {
  for (const place of visitors) {
    const text = textOf(cells, place);
    if (text !== "") return place === visitors[0] ? text : `${place}:${text}`;
  }
  return "";
}

/** How logs write that there is nothing. */
const NOTHING = new Set(["null", "none", "nan", "undefined", "n/a", "-"]);

function textOf(cells: readonly string[], place: number): string {
  const text = place < 0 ? "" : (cells[place] ?? "").trim();
  return text.length <= 9 && NOTHING.has(text.toLowerCase()) ? "" : text;
}
