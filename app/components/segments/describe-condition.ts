import type { Condition } from "../../pipeline/segment/condition-tree.ts";
import type { Words } from "../words/use-words.ts";
import { describeAtom } from "./describe-atom.ts";

/** A condition for a reader: a sentence, or a heading over further ones. */
export interface ConditionWords {
  text: string;
  parts: ConditionWords[];
}

/** Puts a condition into words, one sentence for each of its parts, nested as the condition is. */
export function describeCondition(
  words: Words<"conditions">,
  condition: Condition,
): ConditionWords {
  const { t } = words;
  const { kind } = condition;
  if (kind !== "all" && kind !== "any" && kind !== "none") {
    return { text: describeAtom(words, condition), parts: [] };
  }
  if (condition.of.length === 0) {
    return { text: kind === "any" ? t("tree.nobody") : t("tree.everybody"), parts: [] };
  }
  if (kind === "none") return describeNone(words, condition.of);
  return { text: t(`tree.${kind}`), parts: partsOf(words, condition.of) };
}

/** The denial of one part is said of that part itself. */
function describeNone(words: Words<"conditions">, of: readonly Condition[]): ConditionWords {
  const { t } = words;
  const [only] = of;
  if (of.length !== 1 || only === undefined) {
    return { text: t("tree.none"), parts: partsOf(words, of) };
  }
  if (only.kind === "none" && only.of.length > 0) {
    return { text: t("tree.any"), parts: partsOf(words, only.of) };
  }
  const { text, parts } = describeCondition(words, only);
  if (parts.length === 0) return { text: t("tree.not", { sentence: text }), parts };
  if (only.kind === "all") return { text: t("tree.notAll"), parts };
  return { text: t("tree.none"), parts };
}

const partsOf = (words: Words<"conditions">, of: readonly Condition[]): ConditionWords[] =>
  of.map((part) => describeCondition(words, part));
