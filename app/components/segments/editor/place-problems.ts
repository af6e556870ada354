import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import type { ProblemMessage } from "../../../pipeline/segment/problem-message.ts";
import type { Problem } from "../../../pipeline/segment/read-json.ts";
import { isGroup } from "./edit-tree.ts";

/**
 * Problems by the condition that they are of, keyed by its path as the form has it: "0.1" is the second member of the
 * first one. A root without members stands in the form's list as its only one.
 * @param problems with paths as of `checkCondition`: "of[0].of[1].window"
 */
export function placeProblems(
  tree: Condition,
  problems: readonly Problem[],
): ReadonlyMap<string, readonly ProblemMessage[]> {
  const placed = new Map<string, ProblemMessage[]>();
  for (const { path, message } of problems) {
    const key = isGroup(tree) ? placesOf(path).join(".") : "0";
    const messages = placed.get(key) ?? [];
    placed.set(key, [...messages, message]);
  }
  return placed;
}

/** The places in the lists of groups with which a path begins; what follows lies within the condition there. */
function placesOf(path: string): string[] {
  const groups = /^(?:of\[\d+\](?:\.|$))*/.exec(path)?.[0] ?? "";
  return [...groups.matchAll(/\d+/g)].map(([place]) => place);
}
