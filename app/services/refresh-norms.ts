import type pg from "pg";
import {
  findNorms,
  saveNorms,
  sumDiscounts,
  sumLooks,
  sumPurchases,
  sumResponses,
} from "../db/norms.ts";
import {
  INTEREST_WEIGHTS,
  LOOK_HALF_LIFE_DAYS,
  LOOK_WINDOW_DAYS,
  PURCHASE_HALF_LIFE_DAYS,
  PURCHASE_WINDOW_DAYS,
} from "../pipeline/predict/affinity/interest.ts";
import {
  CHANNELS,
  RESPONSE_SIGNALS,
  RESPONSE_WINDOW_DAYS,
} from "../pipeline/predict/channels/response-days.ts";
import type { ShopNorms } from "../pipeline/predict/shop-norms.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import { COLLECTION_LOOKS, PRODUCT_LOOKS } from "./look-signals.ts";

export type NormsOutcome = { outcome: "computed" } | { outcome: "of-today" };

/** Brings what a shop's customers are held against to the last UTC midnight, once a day. */
export async function refreshNorms(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
}): Promise<NormsOutcome> {
  const { pool, shopId, now } = options;
  const day = dayOf(now);
  const known = await findNorms(pool, shopId);
  if (known !== null && known.day >= day) return { outcome: "of-today" };
  await saveNorms(pool, shopId, await computeNorms(pool, shopId, day), now);
  return { outcome: "computed" };
}

async function computeNorms(pool: pg.Pool, shopId: number, day: number): Promise<ShopNorms> {
  const looking = { day, windowDays: LOOK_WINDOW_DAYS, halfLifeDays: LOOK_HALF_LIFE_DAYS };
  const weigh = (signals: typeof PRODUCT_LOOKS) =>
    signals.map(({ signal, kind }) => ({ signal, weight: INTEREST_WEIGHTS[kind] }));
  const looked = await sumLooks(pool, shopId, {
    ...looking,
    about: "product",
    weights: weigh(PRODUCT_LOOKS),
  });
  const bought = await sumPurchases(pool, shopId, {
    day,
    windowDays: PURCHASE_WINDOW_DAYS,
    halfLifeDays: PURCHASE_HALF_LIFE_DAYS,
    weight: INTEREST_WEIGHTS.purchase,
  });
  return {
    day,
    productTypes: addUp([...looked, ...bought]),
    collections: await sumLooks(pool, shopId, {
      ...looking,
      about: "collection",
      weights: weigh(COLLECTION_LOOKS),
    }),
    discounts: await sumDiscounts(pool, shopId, day),
    channels: await sumResponses(pool, shopId, {
      day,
      windowDays: RESPONSE_WINDOW_DAYS,
      signals: CHANNELS.flatMap((channel) =>
        RESPONSE_SIGNALS[channel].map((signal) => ({ signal, channel })),
      ),
    }),
  };
}

function addUp(parts: [string, number][]): [string, number][] {
  const sums = new Map<string, number>();
  for (const [category, interest] of parts) {
    sums.set(category, (sums.get(category) ?? 0) + interest);
  }
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
