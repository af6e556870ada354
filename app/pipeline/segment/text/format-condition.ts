import type { Condition } from "../condition-tree.ts";
import { formatAtom } from "./format-atom.ts";
import { layOut } from "./lay-out.ts";
import type { Layout } from "./lay-out.ts";
import { NO_NAMES } from "./names.ts";
import type { ConditionNames } from "./names.ts";

/**
 * The one text of a condition: `parseConditionText` reads the same condition from it, for every condition that is
 * allowed. On one line if it fits, else one part a line. What was a comment is lost: a tree has none.
 */
export const formatCondition = (condition: Condition, names: ConditionNames = NO_NAMES): string =>
  layOut(layOutCondition(condition, { names, isInside: false }));

interface Context {
  names: ConditionNames;
  /** Whether "and" and "or" need parentheses around them. */
  isInside: boolean;
}

function layOutCondition(condition: Condition, { names, isInside }: Context): Layout {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.length < 2
        ? layOutList(condition, names)
        : {
            open: isInside ? "(" : "",
            joint: condition.kind === "all" ? "and " : "or ",
            parts: condition.of.map((part) => layOutCondition(part, { names, isInside: true })),
          };
    case "none": {
      const [part, ...others] = condition.of;
      if (part === undefined || others.length > 0) return layOutList(condition, names);
      return prefix("not ", layOutCondition(part, { names, isInside: true }));
    }
    default:
      return formatAtom(condition, names);
  }
}

type Group = Extract<Condition, { kind: "all" | "any" | "none" }>;

/** "all of (…)": members between commas need no parentheses of their own. */
const layOutList = ({ kind, of }: Group, names: ConditionNames): Layout => ({
  open: `${kind} of (`,
  joint: ",",
  parts: of.map((part) => layOutCondition(part, { names, isInside: false })),
});

const prefix = (text: string, layout: Layout): Layout =>
  typeof layout === "string" ? text + layout : { ...layout, open: text + layout.open };
