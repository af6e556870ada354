import { loadBaskets } from "../db/orders.ts";
import type { Queryable } from "../db/transaction.ts";
import { outlookOf } from "../pipeline/predict/shop/outlook.ts";
import type { CustomerOutlook } from "../pipeline/predict/shop/outlook.ts";
import type { ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import type { SlotRow } from "../pipeline/shared/records.ts";
import { loadPredictionModel } from "./load-prediction-model.ts";

/** The tenth of the customers with the most revenue are VIPs: the last of nine cuts into tenths. */
const VIP_DECILE = 8;

/** What is expected of each profile that has ordered; empty before the shop's first fit. */
export async function predictProfiles(
  db: Queryable,
  told: {
    shopId: number;
    profiles: readonly { profileId: number; rows: readonly SlotRow[]; hasOrdered: boolean }[];
    benchmarks: ShopBenchmarks;
    now: number;
  },
): Promise<Map<number, CustomerOutlook>> {
  const { shopId, benchmarks, now } = told;
  const buyers = told.profiles.filter(({ hasOrdered }) => hasOrdered);
  if (buyers.length === 0) return new Map();
  const model = await loadPredictionModel(db, shopId);
  if (model === null) return new Map();
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
    asOf: now,
  });
  return new Map([...outlooks].map(([profileId, outlook]) => [Number(profileId), outlook]));
}
