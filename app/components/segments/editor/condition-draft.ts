import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { formatCondition } from "../../../pipeline/segment/text/format-condition.ts";
import type { ConditionNames } from "../../../pipeline/segment/text/names.ts";
import type { TextError } from "../../../pipeline/segment/text/text-error.ts";
import type { TextReader } from "../text/use-text-reader.ts";
import type { ConditionLanguage } from "./condition-language.ts";

/** A condition that is being edited, as a tree and as text. The tree is what counts. */
export interface ConditionDraft {
  /** As the form has it: of a text with errors, what the last good text said. */
  tree: Condition;
  /** As the text form has it, in the merchant's own words and lines. */
  text: string;
  /** What is wrong with the text; the tree is not what it says then. */
  errors: readonly TextError[];
  /** false: what reads texts is still on its way, and the tree is what the text said before. */
  isRead: boolean;
}

/** What nothing was asked of yet: as text nothing at all, where the language would say "all of ()". */
const NOTHING: Condition = { kind: "all", of: [] };

const isNothing = (tree: Condition): boolean => tree.kind === "all" && tree.of.length === 0;

/** A tree as a draft, the text being its canonical one. */
export const draftOfTree = (tree: Condition, names: ConditionNames): ConditionDraft => ({
  tree,
  text: isNothing(tree) ? "" : formatCondition(tree, names),
  errors: [],
  isRead: true,
});

/** What becomes of a draft when its text is changed and cannot be read yet. */
export const keepText = (draft: ConditionDraft, text: string): ConditionDraft => ({
  ...draft,
  text,
  isRead: false,
});

/** What becomes of a draft when its text is changed: a text that says nothing leaves the tree alone. */
export function changeText(
  draft: ConditionDraft,
  text: string,
  { names, check, readConditionText }: ConditionLanguage & Pick<TextReader, "readConditionText">,
): ConditionDraft {
  if (text.trim() === "") return { tree: NOTHING, text, errors: [], isRead: true };
  const read = readConditionText({ text, names, check });
  return read.outcome === "read"
    ? { tree: read.condition, text, errors: [], isRead: true }
    : { ...draft, text, errors: read.errors, isRead: true };
}
