import { asBasket } from "../db/baskets.ts";
import type { DetailedOrder } from "../db/order-details.ts";
import type { Queryable } from "../db/transaction.ts";
import { outlookOf, VIP_DECILE } from "../pipeline/predict/shop/outlook.ts";
import type { CustomerOutlook } from "../pipeline/predict/shop/outlook.ts";
import type { CustomersModel, PredictionModel } from "../pipeline/predict/shop/shop-model.ts";
import type { VisitOutlook } from "../pipeline/predict/visits/visit-outlook.ts";
import type { ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import { predictVisits, type SeenProfile } from "./predict-visits.ts";

interface ProfileToPredict extends SeenProfile {
  /** With what was in them. */
  orders: readonly DetailedOrder[];
}

/** What is expected of each profile: of customers who have ordered, and of everybody who was seen lately. */
export interface Expected {
  outlooks: ReadonlyMap<number, CustomerOutlook>;
  visits: ReadonlyMap<number, VisitOutlook>;
}

/** @param told.model null, before the shop's first fit: nothing is expected of anybody */
export async function predictProfiles(
  db: Queryable,
  told: {
    shopId: number;
    profiles: readonly ProfileToPredict[];
    model: PredictionModel | null;
    benchmarks: ShopBenchmarks;
    now: number;
  },
): Promise<Expected> {
  const { shopId, profiles, model, now } = told;
  if (model === null || profiles.length === 0) return { outlooks: new Map(), visits: new Map() };
  const visits = model.visits
    ? await predictVisits(db, { shopId, profiles, model: model.visits, now })
    : new Map<number, VisitOutlook>();
  return { outlooks: predictBuyers({ ...told, model, visits }), visits };
}

function predictBuyers(told: {
  profiles: readonly ProfileToPredict[];
  benchmarks: ShopBenchmarks;
  model: CustomersModel;
  visits: ReadonlyMap<number, VisitOutlook>;
  now: number;
}): Map<number, CustomerOutlook> {
  const { benchmarks, model, visits, now } = told;
  const buyers = told.profiles.filter(({ orders }) => orders.length > 0);
  if (buyers.length === 0) return new Map();
  const outlooks = outlookOf({
    model,
    histories: buyers.map(({ profileId, orders, rows }) => ({
      customerId: String(profileId),
      orders: orders.map(asBasket).sort((a, b) => a.placedAt - b.placedAt),
      rows,
    })),
    vipRevenueMinor: benchmarks.revenueDeciles[VIP_DECILE] ?? null,
    withinADay: new Map([...visits].map(([profileId, { day }]) => [String(profileId), day])),
    asOf: now,
  });
  return new Map([...outlooks].map(([profileId, outlook]) => [Number(profileId), outlook]));
}
