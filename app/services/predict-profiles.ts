import { loadBaskets } from "../db/orders.ts";
import type { Queryable } from "../db/transaction.ts";
import { outlookOf, VIP_DECILE } from "../pipeline/predict/shop/outlook.ts";
import type { CustomerOutlook } from "../pipeline/predict/shop/outlook.ts";
import type { CustomersModel } from "../pipeline/predict/shop/shop-model.ts";
import type { VisitOutlook } from "../pipeline/predict/visits/visit-outlook.ts";
import type { ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import { loadPredictionModel } from "./load-prediction-model.ts";
import { predictVisits, type SeenProfile } from "./predict-visits.ts";

interface ProfileToPredict extends SeenProfile {
  hasOrdered: boolean;
}

/** What is expected of each profile: of customers who have ordered, and of everybody who was seen lately. */
export interface Expected {
  outlooks: ReadonlyMap<number, CustomerOutlook>;
  visits: ReadonlyMap<number, VisitOutlook>;
}

/** Empty before the shop's first fit. */
export async function predictProfiles(
  db: Queryable,
  told: {
    shopId: number;
    profiles: readonly ProfileToPredict[];
    benchmarks: ShopBenchmarks;
    now: number;
  },
): Promise<Expected> {
  const { shopId, profiles, now } = told;
  const model = profiles.length === 0 ? null : await loadPredictionModel(db, shopId);
  if (model === null) return { outlooks: new Map(), visits: new Map() };
  const visits = model.visits
    ? await predictVisits(db, { shopId, profiles, model: model.visits, now })
    : new Map<number, VisitOutlook>();
  return { outlooks: await predictBuyers(db, { ...told, model, visits }), visits };
}

async function predictBuyers(
  db: Queryable,
  told: {
    shopId: number;
    profiles: readonly ProfileToPredict[];
    benchmarks: ShopBenchmarks;
    model: CustomersModel;
    visits: ReadonlyMap<number, VisitOutlook>;
    now: number;
  },
): Promise<Map<number, CustomerOutlook>> {
  const { shopId, benchmarks, model, visits, now } = told;
  const buyers = told.profiles.filter(({ hasOrdered }) => hasOrdered);
  if (buyers.length === 0) return new Map();
  const baskets = await loadBaskets(
    db,
    shopId,
    buyers.map(({ profileId }) => profileId),
  );
  const outlooks = outlookOf({
    model,
    histories: buyers.map(({ profileId, rows }) => ({
      customerId: String(profileId),
      orders: (baskets.get(profileId) ?? []).sort((a, b) => a.placedAt - b.placedAt),
      rows,
    })),
    vipRevenueMinor: benchmarks.revenueDeciles[VIP_DECILE] ?? null,
    withinADay: new Map([...visits].map(([profileId, { day }]) => [String(profileId), day])),
    asOf: now,
  });
  return new Map([...outlooks].map(([profileId, outlook]) => [Number(profileId), outlook]));
}
