import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time.ts";
import type { Activity } from "./activity.ts";

/** A count of some activities that halves with every half-life. */
export interface FadingTrack {
  name: string;
  halfLifeMs: number;
  /** null: every event counts. */
  of: readonly Activity[] | null;
}

// What the visitor is doing right now, within a visit, within a day, within weeks.
const HALF_LIVES = { "5m": 5 * MINUTE_MS, "2h": 2 * HOUR_MS, "1d": DAY_MS, "14d": 14 * DAY_MS };
const COUNTED: Readonly<Record<string, readonly Activity[] | null>> = {
  events: null,
  looks: ["product", "depth"],
  carts: ["add", "cart", "checkout"],
};

export const FADING_TRACKS: readonly FadingTrack[] = Object.entries(COUNTED).flatMap(
  ([counted, of]) =>
    Object.entries(HALF_LIVES).map(([span, halfLifeMs]) => ({
      name: `fading_${counted}_${span}`,
      halfLifeMs,
      of,
    })),
);

/** Lets the counts fade over a time without events, and then counts an event of an activity in. */
export function fadeAndCount(counts: number[], elapsedMs: number, activity: Activity): void {
  for (let place = 0; place < FADING_TRACKS.length; place += 1) {
    const track = FADING_TRACKS[place];
    if (track === undefined) continue;
    const faded = (counts[place] ?? 0) * 2 ** (-elapsedMs / track.halfLifeMs);
    counts[place] = faded + (track.of === null || track.of.includes(activity) ? 1 : 0);
  }
}
