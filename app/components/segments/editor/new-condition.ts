import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
import { HOUR_MS } from "../../../pipeline/shared/time.ts";

export type ConditionKind = Condition["kind"];

/** What can be added, by what it is about. */
export const KIND_GROUPS = [
  { group: "doing", kinds: ["count", "since", "sequence"] },
  { group: "buying", kinds: ["sum", "share", "revenue"] },
  { group: "predicted", kinds: ["score", "prediction", "next-order", "rfm", "rfm-group"] },
  { group: "being", kinds: ["consent", "tag", "segment", "person"] },
  { group: "groups", kinds: ["any", "all", "none"] },
] as const satisfies readonly { group: string; kinds: readonly ConditionKind[] }[];

/** A condition to begin with, of a kind; its numbers are usual ones, to be changed. */
export function newCondition(kind: ConditionKind): Condition {
  switch (kind) {
    case "all":
    case "any":
    case "none":
      return { kind, of: [] };
    case "score":
      return { kind, score: "intent", comparison: "at-least", points: 60 };
    case "prediction":
      return { kind, of: "order-30-days", bound: "expected", comparison: "at-least", value: 50 };
    case "next-order":
      return { kind, comparison: "less-than", duration: { kind: "days", days: 7 } };
    case "rfm":
      return { kind, axis: "recency", comparison: "at-least", fifth: 4 };
    case "rfm-group":
      return { kind, groups: ["champions"] };
    case "count":
      return {
        kind,
        of: { kind: "signals", signals: ["product_viewed"], where: [] },
        each: null,
        window: { kind: "days", days: 7 },
        comparison: "at-least",
        count: 3,
      };
    case "sum":
      return {
        kind,
        of: { kind: "orders", where: [] },
        money: "whole",
        window: { kind: "days", days: 365 },
        comparison: "at-least",
        amount: 200,
      };
    case "share":
      return {
        kind,
        where: [{ kind: "discounted", is: true }],
        window: null,
        comparison: "at-least",
        percent: 50,
      };
    case "revenue":
      return { kind, comparison: "reaches", percentile: 90 };
    case "since":
      return {
        kind,
        moment: { kind: "last", of: { kind: "orders", where: [] } },
        comparison: "at-least",
        duration: { kind: "days", days: 60 },
      };
    case "sequence":
      return {
        kind,
        moment: {
          kind: "last",
          of: { kind: "signals", signals: ["product_added_to_cart"], where: [] },
        },
        followed: "none",
        by: [{ kind: "orders", where: [] }],
        within: { kind: "fixed", ms: 4 * HOUR_MS },
      };
    case "consent":
      return { kind, channel: "email", states: ["subscribed"] };
    case "tag":
      return { kind, tag: "" };
    case "segment":
      return { kind, handle: "" };
    case "person":
      return { kind, is: "customer" };
    default:
      return assertNever(kind);
  }
}
