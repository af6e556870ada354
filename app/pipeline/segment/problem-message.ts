/**
 * What is wrong with a condition or a draft of a segment, as a code with its data. The words for each are in the catalog
 * `grammar`.
 */
export type ProblemMessage =
  /** Of JSON that nobody wrote by hand. `found`: what stands there, shortened; null: nothing does. */
  | {
      code: "expected";
      what: "number" | "text" | "flag" | "list" | "object";
      found: string | null;
    }
  | { code: "expected-one-of"; values: readonly (string | number)[]; found: string | null }
  | { code: "expected-kind"; of: KindName; found: string | null }
  | { code: "too-deep" | "tag-too-long" | "many-names" | "gaps-out-of-range"; most: number }
  | { code: "too-many"; most: number; count: number }
  | {
      code: "range";
      what: "points" | "amounts" | "percentages" | "classes" | "counts";
      least: number;
      most: number;
    }
  | { code: "whole"; what: "classes" | "counts" }
  /** An empty list of what is to be named. */
  | { code: "none-named"; what: "group" | "orders" | "state" | "followers" }
  | { code: "no-segment"; handle: string }
  /** A signal of which no money is known; `known`: those of which it is. */
  | { code: "no-money"; signal: string; known: readonly string[] }
  | { code: "order-money"; signal: string }
  | { code: "tag-of-ours"; tag: string }
  | { code: "price-order"; from: number; below: number }
  /** Of a draft. */
  | { code: "handle" | "name-too-long" | "description-too-long"; most: number }
  | {
      code:
        | "no-such-field"
        | "no-tag"
        | "tag-comma"
        | "no-events"
        | "orders-only"
        | "no-names"
        | "name-missing"
        | "no-such-price"
        | "price-missing"
        | "too-short"
        | "no-time"
        | "days-not-whole"
        | "no-lengths"
        | "too-long"
        | "no-name"
        | "stay";
    };

/** What there are kinds of. */
export type KindName = "condition" | "window" | "duration" | "filter" | "things" | "fact";
