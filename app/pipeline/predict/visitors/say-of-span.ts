import { describeRows } from "./describe-rows.ts";
import { HORIZONS_MS, isWithin } from "./plan-spans.ts";
import type { Span } from "./plan-spans.ts";
import { sayOfRows } from "./visitor-models.ts";
import type { FittedVisitorModel } from "./visitor-models.ts";
import { isPredicted } from "./walk-log.ts";
import type { PreparedLog } from "./walk-log.ts";

/** What models said of every row of a span, before they were calibrated. */
export interface SpanSayings {
  /** Places in the log, visitor after visitor. */
  rows: Uint32Array;
  /** Which visitor's session each row is of, numbered from 0. */
  sessions: Uint32Array;
  /** One list per row of `models`, one array per model in it, one probability per row. */
  said: Float64Array[][];
}

/** Goes once through the log, whatever the number of models: describing a row costs more than most of them. */
export function sayOfSpan(
  prepared: PreparedLog,
  { span, models }: { span: Span; models: readonly (readonly FittedVisitorModel[])[] },
): SpanSayings {
  const { log } = prepared;
  const [shortest = 0] = HORIZONS_MS;
  const wants = (row: number): boolean =>
    isPredicted(prepared, row) && isWithin(log.at[row] ?? 0, span, shortest);
  let size = 0;
  for (let row = 0; row < log.size; row += 1) if (wants(row)) size += 1;
  const sayings: SpanSayings = {
    rows: new Uint32Array(size),
    sessions: new Uint32Array(size),
    said: models.map((list) => list.map(() => new Float64Array(size))),
  };
  let place = 0;
  let session = -1;
  let before = { visitor: -1, number: -1 };
  let start = 0;
  describeRows(prepared, {
    until: span.until,
    wants: (row, state) => {
      if (!wants(row)) return false;
      const visitor = log.visitor[row] ?? 0;
      if (visitor !== before.visitor || state.sessions !== before.number) session += 1;
      before = { visitor, number: state.sessions };
      sayings.sessions[place] = session;
      place += 1;
      return true;
    },
    onChunk: ({ rows, columns }) => {
      sayings.rows.set(rows, start);
      models.forEach((list, group) =>
        list.forEach((model, one) =>
          sayings.said[group]?.[one]?.set(sayOfRows(model, columns), start),
        ),
      );
      start += rows.length;
    },
  });
  return sayings;
}
