import type { Instant } from "../shared/time.ts";
import type { KnownPrices } from "./price-changes.ts";

/** From an instant on a product's lowest price is this, in minor units of the shop's currency. */
export interface PriceStep {
  from: Instant;
  minor: number;
}

/**
 * What a product cost at every time: the least that any of its variants was told to cost then. Before a variant was
 * told for the first time it is taken to have cost what it did at first. The oldest step has no beginning; none at all
 * without a variant.
 */
export function readPriceSteps(variants: readonly KnownPrices[]): PriceStep[] {
  if (variants.length === 0) return [];
  const changes = variants.flatMap((variant) => variant.changes.map(({ changedAt }) => changedAt));
  const instants = [...new Set([-Infinity, ...changes])].sort((a, b) => a - b);
  return instants.map((from) => ({
    from,
    minor: Math.min(...variants.map((variant) => variantPriceAt(variant, from))),
  }));
}

/** In minor units; 0 of a product of which no price is known. A price holds from the very instant of its change on. */
export const priceAt = (steps: readonly PriceStep[], at: Instant): number =>
  steps.findLast(({ from }) => from <= at)?.minor ?? 0;

function variantPriceAt({ latest, changes }: KnownPrices, at: Instant): number {
  const next = changes.find(({ changedAt }) => changedAt > at);
  return next?.fromMinor ?? latest.priceMinor;
}
