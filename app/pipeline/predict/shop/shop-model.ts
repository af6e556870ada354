import type { LearnedAmounts } from "../amounts/learn-amounts.ts";
import type { ServedPurchases } from "../purchase/serve.ts";
import type { VisitsModel } from "../visits/visits-model.ts";
import type { Instant } from "../../shared/time.ts";

/** The horizons over which a shop's customers are predicted. */
export type Task = "week" | "month" | "horizon" | "year";

/** All that a shop's customers and visitors are predicted by. Plain data, fitted anew every day. */
export interface PredictionModel extends CustomersModel {
  /** null: nobody was seen in the shop yet. Absent where it was fitted before visitors were. */
  visits?: VisitsModel | null;
}

/** All that is applied to a shop's customers to predict them. */
export interface CustomersModel {
  asOf: Instant;
  tasks: Record<Task, ServedPurchases>;
  /** How often and for how much customers buy, over the longer two. */
  amounts: { horizon: LearnedAmounts; year: LearnedAmounts };
  /** Whether the shop's history tells leaving from silence. */
  isDropoutIdentified: boolean;
  /** Standard deviation of a purchase's value over its mean, over the shop's purchases. */
  valueSpread: number;
}
