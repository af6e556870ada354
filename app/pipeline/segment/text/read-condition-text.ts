import type { Condition } from "../condition-tree.ts";
import type { Problem } from "../read-json.ts";
import type { ConditionNames } from "./names.ts";
import { parseConditionText } from "./parse-condition-text.ts";
import { findPlace } from "./spans.ts";
import { placeComplaints } from "./text-error.ts";
import type { TextError } from "./text-error.ts";

export type ReadText =
  | { outcome: "read"; condition: Condition }
  /** One error at least, in the order of the text. */
  | { outcome: "refused"; errors: TextError[] };

/**
 * The condition that a text says, if its words fit the grammar and what they say makes sense. What is senseless is
 * refused where it stands: the rules are those of the tree, so the form and the text refuse the same.
 * @param check checkCondition with the shop's segments and tag prefix
 */
export function readConditionText(input: {
  text: string;
  names: ConditionNames;
  check: (condition: Condition) => readonly Problem[];
}): ReadText {
  const { text, names, check } = input;
  const parsed = parseConditionText(text, names);
  if (parsed.outcome === "refused") return parsed;
  const { condition, spans } = parsed;
  const problems = check(condition);
  if (problems.length === 0) return { outcome: "read", condition };
  const complaints = problems.map(({ path, message }) => {
    const { start, end } = findPlace(spans, condition, path) ?? { start: 0, end: text.length };
    return { start, end, message, expected: null, suggestion: null };
  });
  return { outcome: "refused", errors: placeComplaints(text, complaints) };
}
