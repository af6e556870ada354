import type { Comparison } from "../../../../app/pipeline/segment/condition-tree.ts";

export function compares(value: number, comparison: Comparison, limit: number): boolean {
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
  }
}
