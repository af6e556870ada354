import fc from "fast-check";
import type { ShopBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { countOrders } from "../../../../app/pipeline/score/counted-orders.ts";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import type { ScoringModel } from "../../../../app/pipeline/score/model.ts";
import { scoreRfm, standingOf } from "../../../../app/pipeline/score/rfm.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import { personOf } from "../../../../app/pipeline/segment/situation.ts";
import type {
  CatalogProduct,
  PersonFacts,
  ShopFacts,
  Situation,
} from "../../../../app/pipeline/segment/situation.ts";
import type { ProfileFacts } from "../../../../app/pipeline/shared/records.ts";
import { NOW, shopOf } from "../score/facts.ts";

export const EUROS: ShopFacts = { catalog: new Map(), timeZone: "Europe/Berlin", currency: "EUR" };

/** All that a situation is made of but the instant: what `situationAt` completes. */
export interface Known {
  facts: ProfileFacts;
  person: PersonFacts;
  shop: ShopFacts;
  benchmarks: ShopBenchmarks;
  model: ScoringModel;
}

/** What is known of somebody, where most of it does not matter. */
export const knownOf = (known: Partial<Known>): Known => ({
  facts: { rows: [], orders: [] },
  person: personOf(),
  shop: EUROS,
  benchmarks: shopOf([100, 200, 400]),
  model: DEFAULT_MODEL,
  ...known,
});

export const situationAt = (known: Known, asOf = NOW): Situation => ({
  ...known,
  asOf,
  scores: scoreProfile({ ...known, asOf }),
  rfm: scoreRfm(standingOf(countOrders(known.facts.orders, asOf)), known.benchmarks.rfm),
});

export const productOf = (known: Partial<CatalogProduct> = {}): CatalogProduct => ({
  priceMinor: null,
  productType: null,
  vendor: null,
  collectionIds: [],
  droppedAt: null,
  ...known,
});

/** Some that have summer time, that skip midnights, and that lie off the hour. */
export const anyTimeZone = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/Sao_Paulo",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Pacific/Auckland",
);
