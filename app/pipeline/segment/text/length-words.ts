import type { Duration, Window } from "../condition-tree.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/time.ts";
import { only } from "./words.ts";
import type { Vocabulary } from "./words.ts";

/** A unit stands for what it makes of a number. Lengths that no round number of units makes are printed with decimals. */
type Unit<T> = (count: number) => T;

const CLOCK_UNITS: Vocabulary<Unit<Window>>["words"] = [
  {
    text: "days",
    is: (days) => ({ kind: "days", days }),
    help: "whole days of the shop's calendar",
    also: ["day"],
  },
  {
    text: "hours",
    is: (hours) => ({ kind: "fixed", ms: Math.round(hours * HOUR_MS) }),
    help: "exactly so many hours",
    also: ["hour"],
  },
  {
    text: "minutes",
    is: (minutes) => ({ kind: "fixed", ms: Math.round(minutes * MINUTE_MS) }),
    help: "exactly so many minutes",
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
      help: "as long as four in five returning customers take to be back",
      also: ["typical gap"],
    },
  ],
};

export const LONGEST_OF = only("longest of", "the longest of several lengths", "a length of time");

/** What completions offer where a length of time begins. */
export const COMMON_WINDOWS: Record<string, string> = {
  "7 days": "today and the 6 days before",
  "30 days": "today and the 29 days before",
  "90 days": "today and the 89 days before",
  "365 days": "a year",
  "24 hours": "exactly a day",
  "30 minutes": "half an hour",
};

export const COMMON_DURATIONS: Record<string, string> = {
  "7 days": "a week of the shop's calendar",
  "30 days": "about a month",
  "90 days": "about a quarter",
  "24 hours": "exactly a day",
  "4 hours": "exactly four hours",
  "1 typical gap": "the time within which four in five returning customers are back",
};
