import { PAGE_KINDS } from "./session.ts";
import type { SessionTable } from "./session.ts";

const SECONDS_PER_MINUTE = 60;

/** A minute says less than a page: somebody who looks around is nearer to buying than a window left open. */
const POINTS_PER_LOG_MINUTE = 0.5;

/** Where each page seen ends a session for one visitor in twenty more, it takes e times as many pages to make up for it. */
const POINTS_PER_EXIT_RATE = 20;

/**
 * Points of intent that anybody could give without learning: log(1 + pages) + half of log(1 + minutes) - 20 * exit rate.
 * Whatever is learned is held against it, and across a change of season it is hard to beat.
 */
export function pointsOfSessions({ pages, seconds, exitRate, rows }: SessionTable): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let views = 0;
    let time = 0;
    for (const kind of PAGE_KINDS) {
      views += pages[kind][row] ?? 0;
      time += seconds[kind][row] ?? 0;
    }
    return (
      Math.log1p(views) +
      POINTS_PER_LOG_MINUTE * Math.log1p(time / SECONDS_PER_MINUTE) -
      POINTS_PER_EXIT_RATE * (exitRate[row] ?? 0)
    );
  });
}
