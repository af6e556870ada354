import type { RfmGroup } from "../../shared/rfm-group-names.ts";
import type { Signal } from "../../shared/signals.ts";
import type { ScoreName } from "../../score/scores.ts";
import type { Comparison, ConsentState, Percentile, Prediction } from "../condition-tree.ts";
import type { FilterWord } from "./filter-words.ts";

/** What a word means, for who chooses among words: a key of `help` in the catalog of that name. */
export type HelpCode =
  | `signal.${Signal | "order"}`
  | `start.${Start}`
  | `score.${ScoreName}`
  | `predict.${Prediction}`
  | `compare.${Comparison}`
  | `since.${"at-least" | "less-than"}`
  | `rfm.${RfmGroup}`
  | `revenue.${"reaches" | "above"}`
  | `percentile.${Percentile}`
  | `consent.${ConsentState}`
  | `person.${"customer" | "visitor"}`
  | `filter.${FilterWord}`
  | `price.${"from" | "below" | "range" | "lately" | "afterwards"}`
  | `join.${Joint}`
  | `unit.${"days" | "hours" | "minutes" | "gaps"}`
  | `example.${Example}`;

/** Beside a word of the language its meaning; beside a name of the shop what it is called there. Null: nothing is said. */
export type Help = HelpCode | { name: string } | null;

type Start =
  | "count"
  | "sum"
  | "share"
  | "last"
  | "first"
  | "low"
  | "high"
  | "nextOrder"
  | "recency"
  | "frequency"
  | "monetary"
  | "rfmGroup"
  | "revenue"
  | "email"
  | "sms"
  | "tag"
  | "segment"
  | "is";

type Joint =
  | "and"
  | "or"
  | "not"
  | "open"
  | "listOpen"
  | "close"
  | "comma"
  | "filtersOpen"
  | "filtersClose"
  | "all"
  | "any"
  | "none"
  | "in"
  | "products"
  | "one-product"
  | "ofOneProduct"
  | "then"
  | "no"
  | "within"
  | "ago"
  | "ahead"
  | "percent"
  | "consent"
  | "is"
  | "inList"
  | "longestOf";

type Example =
  | "window7"
  | "window30"
  | "window90"
  | "year"
  | "day"
  | "halfHour"
  | "week"
  | "month"
  | "quarter"
  | "fourHours"
  | "gap"
  | "once"
  | "twice"
  | "halfOrders"
  | "points"
  | "threeInTen"
  | "secondFifth"
  | "bestFifth";
