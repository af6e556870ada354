import type { Condition } from "../condition-tree.ts";
import type { ConditionNames } from "./names.ts";
import { parseConditionText } from "./parse-condition-text.ts";
import { findPlace } from "./spans.ts";
import { placeComplaints } from "./text-error.ts";
import type { TextError } from "./text-error.ts";

export type ReadText =
  | { outcome: "read"; condition: Condition }
  /** One error at least, in the order of the text. */
  | { outcome: "refused"; errors: TextError[] };

/** What is wrong with the sense of a condition, by its place in the tree. */
export interface TreeProblem {
  /** From the root, e.g. "of[1].moment.of.signals[0]"; "" is the root. */
  path: string;
  message: string;
}

/**
 * The condition that a text says, if its words fit the grammar and what they say makes sense. What is senseless is
 * refused where it stands: the rules are those of the tree, so the form and the text refuse the same.
 * @param check what is wrong with a tree: none for one that can be judged
 */
export function readConditionText(input: {
  text: string;
  names: ConditionNames;
  check: (condition: Condition) => readonly TreeProblem[];
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
