import { takeEvents } from "./event-log.ts";
import type { EventColumns, VisitorLog } from "./event-log.ts";
import { orderByTime } from "./order-by-time.ts";

/**
 * Puts events in order: by visitor, then by time, at one instant as they were told. What is told twice (the same of the
 * same visitor at the same instant) counts once. Order of rows in the file makes no other difference. O(n).
 */
export function arrangeLog(columns: EventColumns): VisitorLog {
  const timely = orderByTime(columns.at);
  const { rows, visitors } = groupByVisitor(columns, timely);
  const kept = withoutRepeats(columns, rows);
  const events = takeEvents(columns, kept);
  const starts = new Uint32Array(visitors + 1);
  for (const visitor of events.visitor) starts[visitor + 1] = (starts[visitor + 1] ?? 0) + 1;
  for (let visitor = 0; visitor < visitors; visitor += 1)
    starts[visitor + 1] = (starts[visitor + 1] ?? 0) + (starts[visitor] ?? 0);
  return {
    ...events,
    size: kept.length,
    visitors,
    starts,
    byTime: orderByTime(events.at),
    repeated: rows.length - kept.length,
  };
}

/** A stable counting sort: rows in order of time stay so within their visitor. */
function groupByVisitor(
  { visitor }: EventColumns,
  timely: Uint32Array,
): { rows: Uint32Array; visitors: number } {
  let visitors = 0;
  for (const one of visitor) visitors = Math.max(visitors, one + 1);
  const next = new Uint32Array(visitors + 1);
  for (const one of visitor) next[one + 1] = (next[one + 1] ?? 0) + 1;
  for (let one = 0; one < visitors; one += 1)
    next[one + 1] = (next[one + 1] ?? 0) + (next[one] ?? 0);
  const rows = new Uint32Array(timely.length);
  for (const row of timely) {
    const one = visitor[row] ?? 0;
    const place = next[one] ?? 0;
    rows[place] = row;
    next[one] = place + 1;
  }
  return { rows, visitors };
}

function withoutRepeats(columns: EventColumns, rows: Uint32Array): Uint32Array {
  const kept = new Uint32Array(rows.length);
  let size = 0;
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    const before = rows[place - 1];
    if (before !== undefined && isSame(columns, before, row)) continue;
    kept[size] = row;
    size += 1;
  }
  return kept.subarray(0, size);
}

function isSame(columns: EventColumns, one: number, other: number): boolean {
  return (
    columns.at[one] === columns.at[other] &&
    columns.visitor[one] === columns.visitor[other] &&
    columns.signal[one] === columns.signal[other] &&
    columns.product[one] === columns.product[other] &&
    columns.order[one] === columns.order[other] &&
    columns.area[one] === columns.area[other] &&
    columns.depth[one] === columns.depth[other]
  );
}
