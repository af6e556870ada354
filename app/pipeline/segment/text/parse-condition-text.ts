import type { Condition } from "../condition-tree.ts";
import { ATOM_STARTS } from "./condition-starts.ts";
import { explainMisfit } from "./explain-misfit.ts";
import { AND, OR } from "./join-words.ts";
import { NO_NAMES } from "./names.ts";
import type { ConditionNames } from "./names.ts";
import { readCondition } from "./parse-groups.ts";
import { complain, noteChoice, peek, take } from "./reader.ts";
import type { Choice, Reader } from "./reader.ts";
import { skipToJoint } from "./skip-misfit.ts";
import type { Spans } from "./spans.ts";
import { placeComplaint, placeComplaints } from "./text-error.ts";
import type { TextError } from "./text-error.ts";
import { cutIntoTokens } from "./tokens.ts";

export type ParsedText =
  /** `spans`: where each part of the condition stands in the text. */
  | { outcome: "parsed"; condition: Condition; spans: Spans }
  /** One error at least, in the order of the text. */
  | { outcome: "refused"; errors: TextError[] };

/** Far beyond what anybody writes; it keeps the time of an answer within a fraction of a second. */
export const LONGEST_TEXT = 100_000;

/**
 * The condition that a text says, by its grammar alone: whether it makes sense is asked by `readConditionText`. Any
 * text gets an answer.
 */
export function parseConditionText(text: string, names: ConditionNames = NO_NAMES): ParsedText {
  if (text.length > LONGEST_TEXT) return { outcome: "refused", errors: [refuseLength(text)] };
  const reader = openReader(text, names);
  const condition = readWhole(reader);
  const errors = placeComplaints(text, reader.complaints);
  return errors.length === 0
    ? { outcome: "parsed", condition, spans: reader.spans }
    : { outcome: "refused", errors };
}

function refuseLength(text: string): TextError {
  const message = { code: "text-too-long", most: LONGEST_TEXT } as const;
  const complaint = { start: LONGEST_TEXT, end: text.length, message };
  return placeComplaint(text, { ...complaint, expected: null, suggestion: null });
}

export const openReader = (text: string, names: ConditionNames): Reader => ({
  tokens: cutIntoTokens(text),
  at: 0,
  choices: new Map(),
  complaints: [],
  isCutOff: false,
  spans: new Map(),
  names,
  nesting: 0,
});

/** Reads up to the end, whatever stands there. */
export function readWhole(reader: Reader): Condition {
  const condition = readCondition(reader);
  while (peek(reader).kind !== "end") {
    noteChoice(reader, END_OF_TEXT);
    // Where nothing but an "and" is missing, what stands here is the next condition.
    const next = startsCondition(reader) ? reader.at : null;
    complain(reader, explainMisfit(reader));
    if (next !== null && !reader.isCutOff) reader.at = next;
    if (!startsCondition(reader)) {
      skipToJoint(reader);
      if (take(reader, AND) === null && take(reader, OR) === null) break;
    }
    readCondition(reader);
  }
  return condition;
}

const END_OF_TEXT: Choice = {
  form: "end",
  text: null,
  what: "end",
  help: null,
  offers: [],
};

const startsCondition = (reader: Reader): boolean =>
  ATOM_STARTS.words.some(({ text }) => text === peek(reader).is);
