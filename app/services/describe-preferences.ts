import type pg from "pg";
import { loadOptOuts } from "../db/consents.ts";
import { loadCollectionTitles, loadLooks, loadProductTypes } from "../db/looks.ts";
import { findNorms } from "../db/norms.ts";
import { loadBaskets } from "../db/baskets.ts";
import { loadRollUp } from "../db/roll-up.ts";
import { estimateAffinities, type Affinities } from "../pipeline/predict/affinity/affinity.ts";
import { fitSharePrior } from "../pipeline/predict/affinity/beta-binomial.ts";
import {
  countDiscounted,
  estimateDiscountAffinity,
  type DiscountAffinity,
} from "../pipeline/predict/affinity/discount.ts";
import {
  LOOK_WINDOW_DAYS,
  measureInterest,
  type Look,
} from "../pipeline/predict/affinity/interest.ts";
import { fitRatePrior } from "../pipeline/predict/channels/gamma-poisson.ts";
import { countResponses } from "../pipeline/predict/channels/response-days.ts";
import {
  estimateResponsiveness,
  type Responsiveness,
} from "../pipeline/predict/channels/responsiveness.ts";
import type { ShopNorms } from "../pipeline/predict/shop-norms.ts";
import type { BasketFact, SlotRow } from "../pipeline/shared/records.ts";
import { DAY_MS } from "../pipeline/shared/time.ts";
import { COLLECTION_LOOKS, PRODUCT_LOOKS } from "./look-signals.ts";

/** What one customer likes, does and answers, against the shop's other customers. */
export type Preferences =
  | {
      outcome: "described";
      types: Affinities;
      /** By their titles. */
      collections: Affinities;
      discount: DiscountAffinity;
      channels: Responsiveness;
    }
  /** The shop's own habits are computed after its history is read, and then after each UTC midnight. */
  | { outcome: "no-norms-yet" };

interface Options {
  pool: pg.Pool;
  shopId: number;
  profileId: number;
  now: number;
}

/** Computed at the asking, from what is stored: few customers' pages are ever looked at. */
export async function describePreferences(options: Options): Promise<Preferences> {
  const { pool, shopId, profileId, now } = options;
  const norms = await findNorms(pool, shopId);
  if (norms === null) return { outcome: "no-norms-yet" };
  const [baskets, rollUp, looks, optedOut] = await Promise.all([
    loadBaskets(pool, shopId, [profileId]),
    loadRollUp(pool, shopId, [profileId]),
    loadLooks(pool, shopId, {
      profileId,
      signals: [...PRODUCT_LOOKS, ...COLLECTION_LOOKS].map(({ signal }) => signal),
      since: now - LOOK_WINDOW_DAYS * DAY_MS,
    }),
    loadOptOuts(pool, shopId, profileId),
  ]);
  const orders = baskets.get(profileId) ?? [];
  const asked = { ...options, norms, orders };
  return {
    outcome: "described",
    types: await describeTypes(asked, namedLooks(looks, "product", PRODUCT_LOOKS)),
    collections: await describeCollections(
      asked,
      namedLooks(looks, "collection", COLLECTION_LOOKS),
    ),
    discount: estimateDiscountAffinity(
      countDiscounted(orders, now),
      fitSharePrior(norms.discounts),
    ),
    channels: describeChannels(asked, rollUp.get(profileId) ?? [], new Set(optedOut)),
  };
}

interface Asked extends Options {
  norms: ShopNorms;
  orders: BasketFact[];
}

/** The looks at things of one sort, with their ids alone. */
function namedLooks(
  rows: { signal: string; about: string; at: number }[],
  sort: "product" | "collection",
  kinds: typeof PRODUCT_LOOKS,
): Look[] {
  return rows.flatMap(({ signal, about, at }) => {
    const kind = kinds.find((one) => one.signal === signal)?.kind;
    if (kind === undefined || !about.startsWith(`${sort}:`)) return [];
    return [{ kind, thing: about.slice(sort.length + 1), at }];
  });
}

async function describeTypes(
  { pool, shopId, norms, orders, now }: Asked,
  looks: Look[],
): Promise<Affinities> {
  const products = [
    ...looks.map(({ thing }) => thing),
    ...orders.flatMap((order) => order.products),
  ];
  const types = await loadProductTypes(pool, shopId, [...new Set(products)]);
  const interest = measureInterest({
    looks,
    baskets: orders,
    categoryOf: (product) => types.get(product) ?? null,
    asOf: now,
  });
  return estimateAffinities(interest, new Map(norms.productTypes));
}

async function describeCollections(
  { pool, shopId, norms, now }: Asked,
  looks: Look[],
): Promise<Affinities> {
  const interest = measureInterest({ looks, baskets: [], categoryOf: (id) => id, asOf: now });
  const affinities = estimateAffinities(interest, new Map(norms.collections));
  const titles = await loadCollectionTitles(
    pool,
    shopId,
    affinities.categories.map(({ category }) => category),
  );
  return {
    ...affinities,
    categories: affinities.categories.map((one) => ({
      ...one,
      category: titles.get(one.category) ?? `Collection ${one.category}`,
    })),
  };
}

function describeChannels(
  { norms, now }: Asked,
  rows: SlotRow[],
  optedOut: ReadonlySet<"email" | "sms">,
): Responsiveness {
  const firstSeenAt = rows.reduce((first, { firstAt }) => Math.min(first, firstAt), now);
  return estimateResponsiveness({
    responses: countResponses({
      rows,
      firstSeenAt,
      channelsSince: Object.fromEntries(
        norms.channels.map(({ channel, since }) => [channel, since]),
      ),
      asOf: now,
    }),
    shop: Object.fromEntries(
      norms.channels.map(({ channel, moments }) => [channel, fitRatePrior(moments)]),
    ),
    optedOut,
  });
}
