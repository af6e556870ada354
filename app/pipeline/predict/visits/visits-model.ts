import type { NewcomerModel } from "../newcomers/newcomer-model.ts";
import type { VisitorModel } from "../visitors/visitor-model.ts";
import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import type { ProductTallies } from "./product-tallies.ts";

/** What a shop's visitors are predicted by. Plain data, fitted anew every day. */
export interface VisitsModel {
  /** What came before it was not learned from, and is not looked at when it is applied. */
  from: Instant;
  /** Within an hour, and within a day. */
  visitors: VisitorModel;
  /** Within 7 and 30 days, of those who never ordered; null: the past is too short to tell. */
  newcomers: { week: NewcomerModel | null; month: NewcomerModel | null };
  tallies: ProductTallies;
}

/** After so long without a sign nothing is told of a visitor: what is known is of somebody who has left. */
export const VISITOR_MEMORY_MS = 30 * DAY_MS;

/** How far back is learned from. */
export const VISITS_HISTORY_MS = 120 * DAY_MS;

/** The latest of one person that are looked at: beyond are robots, and a shopper's earlier days tell no more. */
export const MOST_FACTS = 1000;
