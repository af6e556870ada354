import { completionsAt } from "../../../pipeline/segment/text/complete-condition.ts";
import type { ConditionNames } from "../../../pipeline/segment/text/names.ts";
import type { Completion } from "./use-completions.ts";

/** What may stand at a place of a condition's text, each with the part of the text that it takes the place of. */
export function completeText(text: string, offset: number, names: ConditionNames): Completion[] {
  const { from, to, options } = completionsAt(text, offset, names);
  return options.map((option) => ({ ...option, start: from, end: to }));
}
