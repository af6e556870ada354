import { DAY_MS, HOUR_MS, SECOND_MS } from "./time.ts";
import type { Instant } from "./time.ts";

/** A calendar date of a time zone, counted in days from 1970-01-01 as it is called there. */
export type LocalDay = number;

/** The calendar of one time zone. */
export interface TimeZone {
  /** The date that began last: what a calendar on the wall shows, which is never turned back a page. */
  dayOf(at: Instant): LocalDay;
  /**
   * The first instant of a date. Where clocks are put forward at midnight it is not midnight; a date that the zone
   * left out begins with the next one.
   */
  startOf(day: LocalDay): Instant;
}

/** A stretch of time in which clocks differ from UTC by the same. */
interface Piece {
  from: Instant;
  offsetMs: number;
}

const BLOCK_DAYS = 256;
const BLOCK_MS = BLOCK_DAYS * DAY_MS;
/** No zone is further from UTC, and none ever jumped further than a day. */
const MOST_OFFSET_MS = 16 * HOUR_MS;

const zones = new Map<string, TimeZone>();

/**
 * The calendar of a time zone by its IANA name, made once: the dates behind it are the runtime's own.
 * @throws RangeError for a name that the runtime does not know
 */
export function timeZoneOf(name: string): TimeZone {
  const known = zones.get(name);
  if (known) return known;
  const zone = createZone(createOffsets(name));
  zones.set(name, zone);
  return zone;
}

function createZone(piecesAt: (at: Instant) => readonly Piece[]): TimeZone {
  const starts = new Map<LocalDay, Instant>();

  // The earliest instant at which a clock shows this date or a later one.
  const findStart = (day: LocalDay): Instant => {
    const [from, until] = [day * DAY_MS - MOST_OFFSET_MS, (day + 2) * DAY_MS + MOST_OFFSET_MS];
    const pieces = [
      ...piecesAt(from),
      ...(blockOf(from) === blockOf(until) ? [] : piecesAt(until)),
    ];
    for (const [index, { from: begins, offsetMs }] of pieces.entries()) {
      const at = Math.max(begins, day * DAY_MS - offsetMs);
      if (at < (pieces[index + 1]?.from ?? Infinity)) return at;
    }
    return day * DAY_MS;
  };

  const startOf = (day: LocalDay): Instant => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = findStart(day);
    starts.set(day, start);
    return start;
  };

  // Where clocks go back over midnight, the earlier date would be shown once more.
  const dayOf = (at: Instant): LocalDay => {
    const shown = Math.floor((at + pieceAt(piecesAt(at), at).offsetMs) / DAY_MS);
    return startOf(shown + 1) <= at ? shown + 1 : shown;
  };
  return { dayOf, startOf };
}

const blockOf = (at: Instant): number => Math.floor(at / BLOCK_MS);

/** The last piece that has begun; there are few in a block. */
function pieceAt(pieces: readonly Piece[], at: Instant): Piece {
  let found = pieces[0] ?? { from: at, offsetMs: 0 };
  for (const piece of pieces) {
    if (piece.from > at) break;
    found = piece;
  }
  return found;
}

/** The pieces of the block of days that holds an instant, the first of them from the block's beginning on. */
function createOffsets(name: string): (at: Instant) => readonly Piece[] {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const blocks = new Map<number, Piece[]>();
  return (at) => {
    const block = blockOf(at);
    const known = blocks.get(block);
    if (known) return known;
    const pieces = cutBlock(block * BLOCK_MS, (instant) => offsetOf(format, instant));
    blocks.set(block, pieces);
    return pieces;
  };
}

/** A look at every midnight of UTC, and halving where two differ: no zone changes its offset twice within a day. */
function cutBlock(from: Instant, offsetAt: (at: Instant) => number): Piece[] {
  const pieces: Piece[] = [{ from, offsetMs: offsetAt(from) }];
  for (let day = 1; day <= BLOCK_DAYS; day += 1) {
    const after = offsetAt(from + day * DAY_MS);
    if (after === pieces.at(-1)?.offsetMs) continue;
    let [low, high] = [from + (day - 1) * DAY_MS, from + day * DAY_MS];
    while (high - low > SECOND_MS) {
      const middle = Math.floor((low + high) / 2 / SECOND_MS) * SECOND_MS;
      if (offsetAt(middle) === after) high = middle;
      else low = middle;
    }
    pieces.push({ from: high, offsetMs: after });
  }
  // One that begins with the next block is the next block's.
  return pieces.filter((piece) => piece.from < from + BLOCK_MS);
}

function offsetOf(format: Intl.DateTimeFormat, at: Instant): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(at / SECOND_MS) * SECOND_MS;
}
