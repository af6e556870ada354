import fc from "fast-check";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { situate } from "../../../../app/pipeline/segment/situate.ts";
import { personOf } from "../../../../app/pipeline/segment/situation.ts";
import type {
  CatalogProduct,
  Known as KnownAt,
  ShopFacts,
  Situation,
} from "../../../../app/pipeline/segment/situation.ts";
import { NOW, shopOf } from "../score/facts.ts";

export const EUROS: ShopFacts = { catalog: new Map(), timeZone: "Europe/Berlin", currency: "EUR" };

/** All that a situation is made of but the instant: what `situationAt` completes. */
export type Known = Omit<KnownAt, "asOf">;

/** What is known of somebody, where most of it does not matter. */
export const knownOf = (known: Partial<Known>): Known => ({
  facts: { rows: [], orders: [] },
  person: personOf(),
  shop: EUROS,
  benchmarks: shopOf([100, 200, 400]),
  model: DEFAULT_MODEL,
  ...known,
});

export const situationAt = (known: Known, asOf = NOW): Situation => situate({ ...known, asOf });

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
