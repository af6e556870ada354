import type { Condition } from "../../pipeline/segment/condition-tree.ts";
import { describeAtom } from "./describe-atom.ts";

/** A condition for a reader: a sentence, or a heading over further ones. */
export interface ConditionWords {
  text: string;
  parts: ConditionWords[];
}

/** Puts a condition into words, one sentence for each of its parts, nested as the condition is. */
export function describeCondition(condition: Condition): ConditionWords {
  switch (condition.kind) {
    case "all":
      return { text: "All of these hold", parts: condition.of.map(describeCondition) };
    case "any":
      return { text: "At least one of these holds", parts: condition.of.map(describeCondition) };
    case "none":
      return describeNone(condition.of);
    default:
      return { text: describeAtom(condition), parts: [] };
  }
}

/** The denial of one part is said of that part itself. */
function describeNone(of: readonly Condition[]): ConditionWords {
  const [only] = of;
  if (of.length !== 1 || only === undefined) {
    return { text: "None of these holds", parts: of.map(describeCondition) };
  }
  const { text, parts } = describeCondition(only);
  if (only.kind === "all") return { text: "These do not all hold at once", parts };
  if (only.kind === "any") return { text: "None of these holds", parts };
  if (only.kind === "none")
    return { text: "At least one of these holds", parts: only.of.map(describeCondition) };
  return { text: `Not: ${text}`, parts };
}
