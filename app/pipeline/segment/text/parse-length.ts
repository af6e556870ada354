import type { Duration, Window } from "../condition-tree.ts";
import type { HelpCode } from "./help.ts";
import { CLOSE, IN, LIST_OPEN } from "./join-words.ts";
import { COMMON_DURATIONS, COMMON_WINDOWS, DURATION_UNITS } from "./length-words.ts";
import { LONGEST_OF, WINDOW_UNITS } from "./length-words.ts";
import { nest } from "./nest.ts";
import { lastSpan, Misfit, need, spanFrom, take } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { needNumber, readMembers } from "./read-values.ts";
import { notePlace } from "./spans.ts";
import type { Vocabulary } from "./words.ts";

/** "in 7 days"; null: no window stands here. */
export const takeWindow = (reader: Reader): Window | null =>
  take(reader, IN) === null ? null : readLength(reader, WINDOW_UNITS, COMMON_WINDOWS);

/** "7 days", "1.5 typical gaps", "longest of (30 days, 1 typical gap)". */
export function readDuration(reader: Reader): Duration {
  const from = reader.at;
  if (take(reader, LONGEST_OF) === null) {
    return readLength(reader, DURATION_UNITS, COMMON_DURATIONS);
  }
  need(reader, LIST_OPEN);
  const of = nest(reader, () =>
    take(reader, CLOSE) === null ? readMembers(reader, () => readDuration(reader)) : [],
  );
  return notePlace(reader.spans, { kind: "longest-of", of }, spanFrom(reader, from));
}

function readLength<T extends Duration>(
  reader: Reader,
  units: Vocabulary<(count: number) => T>,
  examples: Record<string, HelpCode>,
): T {
  const from = reader.at;
  const count = needNumber(reader, "length", examples);
  const number = lastSpan(reader);
  const length = need(reader, units)(count);
  const whole = spanFrom(reader, from);
  if (length.kind === "days" && !Number.isInteger(count)) {
    const hours = `${count * 24} hours`;
    const message = { code: "whole-days", put: hours } as const;
    throw new Misfit({ ...whole, message, expected: ["wholeNumber"], suggestion: hours });
  }
  return notePlace(reader.spans, length, whole, { ms: number, days: number, times: number });
}
