import type { Condition } from "./condition-tree.ts";
import { asksCatalog, atomsOf, leavesOf, thingsOf } from "./walk-condition.ts";

/** What conditions can ask for of which the past is not kept. */
export type Timeless = "consents" | "tags" | "catalog" | "predictions" | "segments" | "benchmarks";

/** What a condition asks for of which only the present is known. */
export function withoutHistory(condition: Condition): Timeless[] {
  const found = new Set<Timeless>();
  for (const atom of atomsOf(condition)) {
    if (thingsOf(atom).some(({ where }) => where.some(asksCatalog))) found.add("catalog");
    switch (atom.kind) {
      case "consent":
        found.add("consents");
        break;
      case "tag":
        found.add("tags");
        break;
      case "prediction":
      case "next-order":
        found.add("predictions");
        break;
      case "segment":
        found.add("segments");
        break;
      case "revenue":
      case "rfm":
      case "rfm-group":
        found.add("benchmarks");
        break;
      case "score":
        // Value is measured against other customers, behavior is partly value.
        if (atom.score === "value" || atom.score === "behavior") found.add("benchmarks");
        break;
      case "since":
        if ([...leavesOf(atom.duration)].some(({ kind }) => kind === "typical-gaps")) {
          found.add("benchmarks");
        }
        break;
      case "sequence":
        if (
          atom.within !== null &&
          [...leavesOf(atom.within)].some(({ kind }) => kind === "typical-gaps")
        ) {
          found.add("benchmarks");
        }
        break;
      default:
        break;
    }
  }
  return [...found];
}
