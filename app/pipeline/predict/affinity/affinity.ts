import type { Evidence } from "../calibration/interval.ts";
import { betaQuantile } from "../numeric/beta-distribution.ts";
import type { Interest } from "./interest.ts";
import { gradeOwnEvidence, intervalAround } from "./own-evidence.ts";

/** How a customer's interest in a category stands to the shop's. */
export type Leaning = "more" | "less" | "like-the-shop" | "not-yet-known";

/** A customer's share of interest in a category, against the shop's own. Shares are 0 to 1. */
export interface CategoryAffinity {
  category: string;
  /** In purchases' worth, faded. */
  interest: number;
  /** Drawn to the shop's share. */
  share: number;
  low: number;
  high: number;
  shopShare: number;
  /** The share as a multiple of the shop's (lift); 1: as the shop. */
  lift: number;
  leaning: Leaning;
}

export interface Affinities {
  /** The customer's interest over all categories, in purchases' worth. */
  interest: number;
  evidence: Evidence;
  /** The highest lift first; every category of the shop or the customer. */
  categories: CategoryAffinity[];
}

/**
 * The shop's own mix weighs as much as three purchases: a single one can be a present, after three of one kind it is
 * the larger part. A view is a thirtieth of that, so one alone moves a share by a few parts in a hundred.
 */
export const SHOP_WEIGHT = 3;

/** Below a purchase's worth of interest of one's own there is no leaning, however rare the category. */
const MIN_INTEREST = 1;

/**
 * Shares of interest with 95 % intervals: the shop's mix with the weight of three purchases is what is believed of
 * somebody new, the customer's own interest is added to it, and each category by itself is beta-distributed. A leaning
 * is named where the whole interval lies on one side of the shop's share. No categories give none.
 */
export function estimateAffinities(customer: Interest, shop: Interest): Affinities {
  const names = [...new Set([...shop.keys(), ...customer.keys()])].sort();
  const shopTotal = sumOf(shop);
  const interest = sumOf(customer);
  const evidence = gradeOwnEvidence({ own: interest, prior: SHOP_WEIGHT });
  const categories = names.map((category): CategoryAffinity => {
    // A purchase's worth is added to each category, so that none is impossible and a new one no miracle.
    const shopShare = ((shop.get(category) ?? 0) + 1) / (shopTotal + names.length);
    const own = customer.get(category) ?? 0;
    const shape = {
      a: SHOP_WEIGHT * shopShare + own,
      b: SHOP_WEIGHT * (1 - shopShare) + Math.max(0, interest - own),
    };
    // With one category there is nothing to prefer: its share is the whole.
    const isOnly = names.length === 1;
    const share = isOnly ? 1 : shape.a / (shape.a + shape.b);
    const { low, high } = intervalAround(share, (part) => (isOnly ? 1 : betaQuantile(part, shape)));
    const leaning = nameLeaning({ interest, evidence, low, high, shopShare });
    return {
      category,
      interest: own,
      share,
      low,
      high,
      shopShare,
      lift: share / shopShare,
      leaning,
    };
  });
  categories.sort((a, b) => b.lift - a.lift || (a.category < b.category ? -1 : 1));
  return { interest, evidence, categories };
}

function nameLeaning(known: {
  interest: number;
  evidence: Evidence;
  low: number;
  high: number;
  shopShare: number;
}): Leaning {
  const { interest, evidence, low, high, shopShare } = known;
  if (interest < MIN_INTEREST) return "not-yet-known";
  if (low > shopShare) return "more";
  if (high < shopShare) return "less";
  return evidence === "strong" ? "like-the-shop" : "not-yet-known";
}

function sumOf(interest: Interest): number {
  let sum = 0;
  for (const category of [...interest.keys()].sort()) sum += interest.get(category) ?? 0;
  return sum;
}
