import type { Comparison } from "./condition-tree.ts";
import type { Relation } from "./fact.ts";

const UNMET: Record<Comparison, Relation> = {
  "at-least": "less-than",
  "more-than": "at-most",
  "at-most": "more-than",
  "less-than": "at-least",
  exactly: "not",
};

/** How a number stands to the limit of a comparison that is met or not. */
export const relate = (comparison: Comparison, met: boolean): Relation =>
  met ? comparison : UNMET[comparison];
