/**
 * Events of many visitors in columns, so that millions fit. Row i of every column is one event; visitors, products and
 * orders are numbers that the reader gave out, from 0 on, and -1 is none.
 */
export interface EventColumns {
  visitor: Int32Array;
  /** Milliseconds since 1970. */
  at: Float64Array;
  /** Place in `SIGNALS`. */
  signal: Uint8Array;
  product: Int32Array;
  order: Int32Array;
  /** Place in `PAGE_AREAS`; `NO_PAGE`: no path was told. */
  area: Uint8Array;
  /** Parts of the path. */
  depth: Uint8Array;
}

export const NO_PAGE = 255;

export const newEventColumns = (size: number): EventColumns => ({
  visitor: new Int32Array(size),
  at: new Float64Array(size),
  signal: new Uint8Array(size),
  product: new Int32Array(size),
  order: new Int32Array(size),
  area: new Uint8Array(size),
  depth: new Uint8Array(size),
});

/** The given rows of all columns, in the given order. */
export function takeEvents(columns: EventColumns, rows: Uint32Array): EventColumns {
  const taken = newEventColumns(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    taken.visitor[place] = columns.visitor[row] ?? 0;
    taken.at[place] = columns.at[row] ?? 0;
    taken.signal[place] = columns.signal[row] ?? 0;
    taken.product[place] = columns.product[row] ?? 0;
    taken.order[place] = columns.order[row] ?? 0;
    taken.area[place] = columns.area[row] ?? 0;
    taken.depth[place] = columns.depth[row] ?? 0;
  }
  return taken;
}

/** Events by visitor, and those of each visitor in order of time: what everything else reads. */
export interface VisitorLog extends EventColumns {
  size: number;
  visitors: number;
  /** The events of visitor v are the rows from `starts[v]` to before `starts[v + 1]`. */
  starts: Uint32Array;
  /** The rows in order of time over all visitors. */
  byTime: Uint32Array;
  /** Rows that told the same as the row before them, to the millisecond; they are left out. */
  repeated: number;
}
