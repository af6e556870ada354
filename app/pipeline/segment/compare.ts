import { assertNever } from "../shared/outcome.ts";
import type { Comparison } from "./condition-tree.ts";

/** Whether a number meets a comparison with a limit. */
export function compare(value: number, comparison: Comparison, limit: number): boolean {
  switch (comparison) {
    case "at-least":
      return value >= limit;
    case "more-than":
      return value > limit;
    case "at-most":
      return value <= limit;
    case "less-than":
      return value < limit;
    case "exactly":
      return value === limit;
    default:
      return assertNever(comparison);
  }
}
