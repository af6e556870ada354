import type pg from "pg";
import { loadOrders } from "../db/orders.ts";
import { findProfile } from "../db/profiles.ts";
import { loadRollUp } from "../db/roll-up.ts";
import { scoreProfile } from "../pipeline/score/score-profile.ts";
import type { ProfileScores } from "../pipeline/score/scores.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import { loadScoringModels, modelInForce, type ShopModel } from "./load-scoring-model.ts";
import { loadBenchmarksOf } from "./past-benchmarks.ts";

export type ExplainOutcome =
  | {
      outcome: "explained";
      /** All four scores at the instant, each with its ledger, which adds up to it exactly. */
      scores: ProfileScores;
      /** The model that they were computed by. */
      model: Omit<ShopModel, "model">;
    }
  /** The shop has no profile of this customer: never seen, deleted, or merged into another one. */
  | { outcome: "unknown-customer" }
  | { outcome: "unknown-version" }
  /** What comes can change any score. */
  | { outcome: "in-the-future" };

/**
 * What a customer's scores were at any past instant, and why, as the facts are known today: to the slot, with
 * the benchmarks of that day and by the model that was in force then, or by the version that is asked for.
 * It computes and stores nothing.
 */
export async function explainScores(options: {
  pool: pg.Pool;
  shopId: number;
  customerId: string;
  asOf: number;
  /** A version of the shop's model; left out: the one that was in force. */
  version?: number;
  now: number;
}): Promise<ExplainOutcome> {
  const { pool, shopId, asOf, version } = options;
  if (asOf > options.now) return { outcome: "in-the-future" };
  const profileId = await findProfile(pool, shopId, options.customerId);
  if (profileId === null) return { outcome: "unknown-customer" };
  const models = await loadScoringModels(pool, shopId);
  const chosen =
    version === undefined
      ? modelInForce(models, asOf)
      : models.find((model) => model.version === version);
  if (chosen === undefined) return { outcome: "unknown-version" };

  const [rollUp, orders, benchmarks] = await Promise.all([
    loadRollUp(pool, shopId, [profileId]),
    loadOrders(pool, shopId, [profileId]),
    loadBenchmarksOf(pool, shopId, dayOf(asOf)),
  ]);
  const facts = { rows: rollUp.get(profileId) ?? [], orders: orders.get(profileId) ?? [] };
  const { model, ...rest } = chosen;
  return {
    outcome: "explained",
    scores: scoreProfile({ facts, benchmarks, model, asOf }),
    model: rest,
  };
}
