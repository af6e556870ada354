import { VISITOR_FEATURES } from "./describe-event.ts";
import { describeRows } from "./describe-rows.ts";
import { drawRows } from "./draw-rows.ts";
import { isWithin } from "./plan-spans.ts";
import type { Span } from "./plan-spans.ts";
import type { PreparedLog } from "./walk-log.ts";

/** Rows to fit to: features, what came, and how many rows each stands for. */
export interface LearningRows {
  /** When each was. */
  at: Float64Array;
  columns: Float64Array[];
  /** 1: bought within the horizon. */
  outcomes: Float64Array;
  weights: Float64Array;
}

/** Rows drawn from a span, described once, with the outcomes of any horizon. */
export interface DrawnSample {
  rows: Uint32Array;
  columns: Float64Array[];
  weights: Float64Array;
}

/** Draws rows of a span and describes them. */
export function describeSample(
  prepared: PreparedLog,
  { span, seed }: { span: Span; seed: number },
): DrawnSample {
  const { isDrawn, weightOf } = drawRows(prepared, { span, seed });
  let size = 0;
  for (let row = 0; row < prepared.log.size; row += 1) if (isDrawn(row)) size += 1;
  const sample: DrawnSample = {
    rows: new Uint32Array(size),
    columns: VISITOR_FEATURES.map(() => new Float64Array(size)),
    weights: new Float64Array(size),
  };
  let start = 0;
  describeRows(prepared, {
    wants: isDrawn,
    until: span.until,
    onChunk: ({ rows, columns }) => {
      sample.rows.set(rows, start);
      columns.forEach((column, place) => sample.columns[place]?.set(column, start));
      start += rows.length;
    },
  });
  for (let place = 0; place < size; place += 1)
    sample.weights[place] = weightOf(sample.rows[place] ?? 0);
  return sample;
}

/** Those rows of a sample whose outcome within a horizon is known by the end of the span. */
export function learningRows(
  prepared: PreparedLog,
  sample: DrawnSample,
  { span, horizonMs }: { span: Span; horizonMs: number },
): LearningRows {
  const { log } = prepared;
  const places = Uint32Array.from(sample.rows.keys()).filter((place) =>
    isWithin(log.at[sample.rows[place] ?? 0] ?? 0, span, horizonMs),
  );
  const take = (values: Float64Array): Float64Array =>
    Float64Array.from(places, (place) => values[place] ?? NaN);
  return {
    at: Float64Array.from(places, (place) => log.at[sample.rows[place] ?? 0] ?? 0),
    columns: sample.columns.map(take),
    outcomes: Float64Array.from(places, (place) =>
      outcomeOf(prepared, sample.rows[place] ?? 0, horizonMs),
    ),
    weights: take(sample.weights),
  };
}

/** 1 where the visitor of a row bought within a horizon after it. */
export function outcomeOf({ log, nextAt }: PreparedLog, row: number, horizonMs: number): 0 | 1 {
  return (nextAt[row] ?? Infinity) - (log.at[row] ?? 0) <= horizonMs ? 1 : 0;
}
