import type { Duration, Window } from "../condition-tree.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/time.ts";
import type { HelpCode } from "./help.ts";
import { only } from "./words.ts";
import type { Vocabulary } from "./words.ts";

/** A unit stands for what it makes of a number. Lengths that no round number of units makes are printed with decimals. */
type Unit<T> = (count: number) => T;

const CLOCK_UNITS: Vocabulary<Unit<Window>>["words"] = [
  {
    text: "days",
    is: (days) => ({ kind: "days", days }),
    help: "unit.days",
    also: ["day"],
  },
  {
    text: "hours",
    is: (hours) => ({ kind: "fixed", ms: Math.round(hours * HOUR_MS) }),
    help: "unit.hours",
    also: ["hour"],
  },
  {
    text: "minutes",
    is: (minutes) => ({ kind: "fixed", ms: Math.round(minutes * MINUTE_MS) }),
    help: "unit.minutes",
    also: ["minute"],
  },
];

export const WINDOW_UNITS: Vocabulary<Unit<Window>> = { what: null, words: CLOCK_UNITS };

export const DURATION_UNITS: Vocabulary<Unit<Duration>> = {
  what: null,
  words: [
    ...CLOCK_UNITS,
    {
      text: "typical gaps",
      is: (times) => ({ kind: "typical-gaps", times }),
      help: "unit.gaps",
      also: ["typical gap"],
    },
  ],
};

export const LONGEST_OF = only("longest of", "join.longestOf", "longest");

/** What completions offer where a length of time begins. */
export const COMMON_WINDOWS: Record<string, HelpCode> = {
  "7 days": "example.window7",
  "30 days": "example.window30",
  "90 days": "example.window90",
  "365 days": "example.year",
  "24 hours": "example.day",
  "30 minutes": "example.halfHour",
};

export const COMMON_DURATIONS: Record<string, HelpCode> = {
  "7 days": "example.week",
  "30 days": "example.month",
  "90 days": "example.quarter",
  "24 hours": "example.day",
  "4 hours": "example.fourHours",
  "1 typical gap": "example.gap",
};
