import type { Condition, Duration } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Definition } from "../definition.ts";

/** What can change a verdict although nothing is told of the profile: the product looks at everybody then. */
export interface Needs {
  /** The shop's benchmarks, or predictions: at UTC midnights, and where customers become one. */
  shop: boolean;
  /** Goods: when what is told of them changes. */
  catalog: boolean;
}

/** Of a definition and of those that it refers to, which come before it. */
export function needsOf(definition: Definition, before: ReadonlyMap<string, Needs>): Needs {
  const needs: Needs = { shop: false, catalog: false };
  const visit = (node: Condition): void => {
    switch (node.kind) {
      case "all":
      case "any":
      case "none":
        node.of.forEach(visit);
        return;
      case "segment": {
        const named = before.get(node.handle);
        needs.shop ||= named?.shop ?? false;
        needs.catalog ||= named?.catalog ?? false;
        return;
      }
      case "score":
        needs.shop ||= node.score === "value" || node.score === "behavior";
        return;
      case "prediction":
      case "next-order":
      case "rfm":
      case "rfm-group":
      case "revenue":
        needs.shop = true;
        return;
      case "count":
        needs.catalog ||= node.of.where.length > 0;
        return;
      case "sum":
        needs.catalog ||= node.of.where.length > 0 || node.of.kind === "signals";
        return;
      case "share":
        needs.catalog ||= node.where.length > 0;
        return;
      case "since":
        needs.shop ||= isOfGaps(node.duration);
        needs.catalog ||= node.moment.of.where.length > 0;
        return;
      case "sequence":
        needs.shop ||= node.within !== null && isOfGaps(node.within);
        needs.catalog ||= [node.moment.of, ...node.by].some(({ where }) => where.length > 0);
        return;
      case "consent":
      case "tag":
      case "person":
        return;
    }
  };
  visit(definition.condition);
  if (definition.leaveWhen !== null) visit(definition.leaveWhen);
  return needs;
}

const isOfGaps = (duration: Duration): boolean =>
  duration.kind === "typical-gaps" ||
  (duration.kind === "longest-of" && duration.of.some(isOfGaps));
