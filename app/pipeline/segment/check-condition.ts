import { checkAtom } from "./check-atom.ts";
import type { CheckContext } from "./check-atom.ts";
import type { Condition } from "./condition-tree.ts";
import { DEEPEST_CONDITION } from "./read-condition.ts";
import { join } from "./read-json.ts";
import type { Problem } from "./read-json.ts";

/** More than this nobody reads, and every one is judged for every profile. */
const MOST_ATOMS = 200;

/**
 * What makes no sense in a condition, though it can be read: each place by its path in the tree, with what is
 * wrong there. A list without problems is a condition that can be published.
 */
export function checkCondition(condition: Condition, context: CheckContext): Problem[] {
  const problems: Problem[] = [];
  const atoms = checkTree({ condition, path: "", depth: 1, context, problems });
  if (atoms > MOST_ATOMS) {
    problems.push({
      path: "",
      message: { code: "too-many", most: MOST_ATOMS, count: atoms },
    });
  }
  return problems;
}

/** Gives the number of atoms. */
function checkTree(at: {
  condition: Condition;
  path: string;
  depth: number;
  context: CheckContext;
  problems: Problem[];
}): number {
  const { condition, path, depth, context, problems } = at;
  if (depth > DEEPEST_CONDITION) {
    problems.push({ path, message: { code: "too-deep", most: DEEPEST_CONDITION } });
    return 0;
  }
  if (condition.kind !== "all" && condition.kind !== "any" && condition.kind !== "none") {
    problems.push(...checkAtom(condition, path, context));
    return 1;
  }
  return condition.of.reduce(
    (atoms, part, index) =>
      atoms +
      checkTree({
        condition: part,
        path: `${join(path, "of")}[${index}]`,
        depth: depth + 1,
        context,
        problems,
      }),
    0,
  );
}
