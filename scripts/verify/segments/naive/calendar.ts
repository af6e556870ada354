import { DAY_MS } from "../simulate/world.ts";

/** The days of a time zone, by their number. */
export interface Calendar {
  /** The number of the local day that holds an instant. */
  dayOf(instant: number): number;
  /** The first instant of a local day. */
  startOf(day: number): number;
}

/**
 * A table of the first instants of all local days in a span, each found by halving between two instants of which
 * the earlier still has another date. Nothing is assumed about offsets: the dates are those that Intl writes.
 */
export function readCalendar(timeZone: string, span: { from: number; to: number }): Calendar {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const dateOf = (instant: number): string => format.format(instant);
  const starts: number[] = [];
  // Half a day at a time: no date lasts shorter.
  const step = DAY_MS / 2;
  for (let at = Math.floor(span.from / DAY_MS) * DAY_MS; at < span.to; at += step) {
    let before = at;
    let after = at + step;
    const date = dateOf(after);
    if (dateOf(before) === date) continue;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (dateOf(middle) === date) after = middle;
      else before = middle;
    }
    starts.push(after);
  }
  const startOf = (day: number): number => {
    const start = starts[day];
    if (start === undefined) throw new Error(`day ${day} is beyond the calendar`);
    return start;
  };
  return {
    startOf,
    dayOf(instant) {
      let low = 0;
      let high = starts.length;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (startOf(middle) <= instant) low = middle;
        else high = middle;
      }
      if (startOf(low) > instant || low === starts.length - 1) {
        throw new Error(`${instant} is beyond the calendar`);
      }
      return low;
    },
  };
}
