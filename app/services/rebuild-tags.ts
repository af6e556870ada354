import type pg from "pg";
import { loadCustomerTags } from "../db/customer-tags.ts";
import { loadSegments } from "../db/segments.ts";
import { getShop } from "../db/shop.ts";
import { desiredTags } from "../pipeline/activate/tag-plan.ts";
import { parseSegments } from "../pipeline/segment/definition.ts";
import { evaluateSegments } from "../pipeline/segment/evaluate-segments.ts";
import { situate } from "../pipeline/segment/situate.ts";
import { personOf } from "../pipeline/segment/situation.ts";
import { loadScoringModels, modelInForce } from "./load-scoring-model.ts";
import { requirementsOfAll } from "./shop-segments.ts";
import { rebuildFacts } from "./rebuild-facts.ts";

/**
 * The tags that every customer should carry at an instant, computed from the raw events alone, by the
 * model that was in force then. As if nobody had been a member before, which matters where a segment's members leave by another
 * condition than they enter by, or stay for a while; and without predictions.
 * @returns tags by customer id, for every customer that the raw events name and none deleted
 */
export async function rebuildTags(options: {
  pool: pg.Pool;
  shopId: number;
  asOf: number;
}): Promise<Map<string, string[]>> {
  const { pool, shopId, asOf } = options;
  const { tagPrefix, timezone, currency } = await getShop(pool, shopId);
  const { customers, persons, catalog, benchmarksAt } = await rebuildFacts({ pool, shopId });
  const { model } = modelInForce(await loadScoringModels(pool, shopId), asOf);
  const stored = await loadSegments(pool, shopId);
  const segments = parseSegments(stored);
  const benchmarks = benchmarksAt(asOf);
  const shop = { catalog, timeZone: timezone, currency };
  const { tags } = requirementsOfAll(segments);
  const customerIds = [...customers.keys()];
  const tagsOf = await loadCustomerTags(pool, shopId, { customerIds, tags });
  return new Map(
    [...customers].map(([customerId, facts]) => {
      const told = persons.get(customerId) ?? personOf({ customerId });
      const person = { ...told, tags: tagsOf.get(customerId) ?? [] };
      const situation = situate({ facts, person, shop, benchmarks, model, asOf });
      const { memberships } = evaluateSegments({ ...situation, segments });
      return [customerId, desiredTags({ memberships, segments: stored, prefix: tagPrefix })];
    }),
  );
}
