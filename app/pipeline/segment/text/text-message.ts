import type { ProblemMessage } from "../problem-message.ts";
import type { Expected } from "./expected.ts";

/**
 * What is wrong at a place of a text, as a code with its data. The words for each are in the catalog `grammar`; what is of
 * the language itself (`put`, `meant`, `thing`) is the same in all.
 */
export type TextMessage =
  | ProblemMessage
  | { code: "length-comparison" | "unit-missing"; number: string }
  /** `put`: what to write instead. */
  | {
      code:
        | "unknown-unit"
        | "percent"
        | "quotes"
        | "comma-thousands"
        | "comma-decimal"
        | "number-blanks"
        | "double-quotes"
        | "thousands-apart"
        | "digit-first"
        | "all-digits"
        | "length-words"
        | "unit-apart"
        | "whole-days";
      put: string;
    }
  | { code: "joint"; before: string }
  | { code: "closes-nothing" | "no-unequal" | "means-nothing"; sign: string }
  | { code: "meant"; written: string; meant: string }
  /** `count` and `last`: how a thing is asked for, as examples. */
  | { code: "thing"; thing: string; count: string; last: string }
  | { code: "two-ways"; number: string; thousands: string; decimal: string }
  | { code: "missing-at-end"; expected: readonly Expected[] }
  | { code: "misplaced" | "misplaced-text"; expected: readonly Expected[]; found: string }
  | { code: "nested" | "text-too-long"; most: number }
  | { code: "no-collection"; handle: string }
  | { code: "other-collection"; handle: string; meant: string }
  | { code: "fraction"; percent: string; same: string }
  | {
      code:
        | "window-first"
        | "no-ago"
        | "no-equality"
        | "range-of-prices"
        | "number-too-large"
        | "nothing-yet"
        | "no-closing-quote"
        | "currency-sign"
        | "mixed-things";
    };
