import type { BoostedTrees } from "../learned/gradient-boosting.ts";
import type { LogisticModel } from "../learned/logistic-regression.ts";
import { PURCHASE_MODELS } from "../purchase-models/fitted-purchases.ts";
import type { FittedPurchases, PurchaseModelName } from "../purchase-models/fitted-purchases.ts";
import { RULE_NAMES } from "./rules.ts";
import type { FittedRule, RuleName } from "./rules.ts";

/** Those that anybody could apply without us. What does not beat them is not served. */
export const TRIVIAL_MODELS = ["base-rate", ...RULE_NAMES] as const;

/** Every single way of saying who buys within a horizon, the trivial ones first. */
export const SINGLE_MODELS = [
  ...TRIVIAL_MODELS,
  ...PURCHASE_MODELS,
  "logistic-regression",
  "boosted-trees",
] as const;

export type SingleModelName = (typeof SINGLE_MODELS)[number];

/** What the blend is made of. Each sees something that the others do not. */
export const BLEND_PARTS = [
  "decayed-count",
  "pareto-nbd",
  "logistic-regression",
  "boosted-trees",
] as const satisfies readonly SingleModelName[];

export type BlendPart = (typeof BLEND_PARTS)[number];

export type ModelName = SingleModelName | "blend";

/** A fitted model of who buys within a horizon. Plain data. */
export type FittedModel =
  | { name: "base-rate"; probability: number }
  | { name: RuleName; rule: FittedRule; model: LogisticModel }
  | {
      name: PurchaseModelName;
      purchases: FittedPurchases;
      weeks: number;
      /** From the expected purchases to the probability; null: no outcome is known yet, and the model's own holds. */
      calibration: LogisticModel | null;
    }
  | { name: "logistic-regression"; model: LogisticModel }
  | { name: "boosted-trees"; model: BoostedTrees };
