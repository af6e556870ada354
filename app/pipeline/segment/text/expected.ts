import type { NameKind } from "./names.ts";

/** What can stand at a place, inside "… should stand here": a word of the language itself, or one of these. */
export type Expected = { word: string } | ExpectedKind;

export type ExpectedKind =
  | NameKind
  | "comparison"
  | "lengthComparison"
  | "prediction"
  | "rfmGroup"
  | "percentile"
  | "consentState"
  | "condition"
  | "filter"
  | "filters"
  | "window"
  | "limit"
  | "longest"
  | "order"
  | "thing"
  | "number"
  | "price"
  | "priceRange"
  | "productId"
  | "collectionId"
  | "collectionHandle"
  | "times"
  | "amount"
  | "share"
  | "chance"
  | "points"
  | "class"
  | "length"
  | "end"
  | "plainNumber"
  | "percentage"
  | "wholeNumber";
