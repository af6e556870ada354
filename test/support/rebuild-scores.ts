import type pg from "pg";
import { scoreProfile } from "../../app/pipeline/score/score-profile.ts";
import type { ProfileScores } from "../../app/pipeline/score/scores.ts";
import { loadScoringModels, modelInForce } from "../../app/services/load-scoring-model.ts";
import { rebuildFacts } from "../../app/services/rebuild-facts.ts";

/**
 * The scores of every customer with their ledgers at some instants, computed from the raw events alone,
 * each by the model that was in force then.
 * @returns for each instant, in their order, scores by customer id
 */
export async function rebuildScores(options: {
  pool: pg.Pool;
  shopId: number;
  instants: readonly number[];
}): Promise<Map<string, ProfileScores>[]> {
  const { pool, shopId, instants } = options;
  const { customers, benchmarksAt } = await rebuildFacts({ pool, shopId });
  const models = await loadScoringModels(pool, shopId);
  return instants.map((asOf) => {
    const benchmarks = benchmarksAt(asOf);
    const { model } = modelInForce(models, asOf);
    return new Map(
      [...customers].map(([customerId, facts]) => [
        customerId,
        scoreProfile({ facts, benchmarks, model, asOf }),
      ]),
    );
  });
}
