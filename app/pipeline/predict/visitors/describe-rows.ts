import { describeEvent, VISITOR_FEATURES } from "./describe-event.ts";
import { walkLog } from "./walk-log.ts";
import type { PreparedLog } from "./walk-log.ts";
import type { VisitorState } from "./visitor-state.ts";

/** A few thousand rows of features at a time: their columns stay in the cache, and a log of any size needs no more. */
const CHUNK_ROWS = 4096;

export interface RowChunk {
  /** Places in the log. */
  rows: Uint32Array;
  /** One column per feature, one place per row; overwritten by the next chunk. */
  columns: Float64Array[];
}

/**
 * Describes the rows that are wanted, visitor after visitor, and hands them out in chunks. Rows from `until` on are not
 * looked at.
 */
export function describeRows(
  prepared: PreparedLog,
  input: {
    wants: (row: number, state: VisitorState) => boolean;
    onChunk: (chunk: RowChunk) => void;
    until?: number;
  },
): void {
  const { wants, onChunk, until } = input;
  const columns = VISITOR_FEATURES.map(() => new Float64Array(CHUNK_ROWS));
  const rows = new Uint32Array(CHUNK_ROWS);
  const features = new Float64Array(VISITOR_FEATURES.length);
  let size = 0;
  const flush = (): void => {
    if (size === 0) return;
    onChunk({
      rows: rows.subarray(0, size),
      columns: columns.map((column) => column.subarray(0, size)),
    });
    size = 0;
  };
  walkLog(
    prepared,
    (row, state) => {
      if (!wants(row, state)) return;
      describeEvent(state, prepared.points, features);
      for (let place = 0; place < features.length; place += 1) {
        const column = columns[place];
        if (column !== undefined) column[size] = features[place] ?? NaN;
      }
      rows[size] = row;
      size += 1;
      if (size === CHUNK_ROWS) flush();
    },
    until,
  );
  flush();
}
