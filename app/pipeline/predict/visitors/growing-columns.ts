import { newEventColumns } from "./event-log.ts";
import type { EventColumns } from "./event-log.ts";

export interface EventRow {
  visitor: number;
  at: number;
  signal: number;
  product: number;
  order: number;
  area: number;
  depth: number;
}

export interface GrowingColumns {
  push(row: EventRow): void;
  /** All rows, in columns of just their number. */
  close(): EventColumns;
}

const FIRST_SIZE = 1 << 16;

/** Columns that double whenever they are full, since a stream does not say how many rows it has. */
export function growColumns(): GrowingColumns {
  let columns = newEventColumns(FIRST_SIZE);
  let size = 0;
  return {
    push(row) {
      if (size === columns.at.length) columns = resize(columns, size * 2);
      columns.visitor[size] = row.visitor;
      columns.at[size] = row.at;
      columns.signal[size] = row.signal;
      columns.product[size] = row.product;
      columns.order[size] = row.order;
      columns.area[size] = row.area;
      columns.depth[size] = row.depth;
      size += 1;
    },
    close: () => resize(columns, size),
  };
}

function resize(columns: EventColumns, size: number): EventColumns {
  const resized = newEventColumns(size);
  const kept = Math.min(size, columns.at.length);
  resized.visitor.set(columns.visitor.subarray(0, kept));
  resized.at.set(columns.at.subarray(0, kept));
  resized.signal.set(columns.signal.subarray(0, kept));
  resized.product.set(columns.product.subarray(0, kept));
  resized.order.set(columns.order.subarray(0, kept));
  resized.area.set(columns.area.subarray(0, kept));
  resized.depth.set(columns.depth.subarray(0, kept));
  return resized;
}
