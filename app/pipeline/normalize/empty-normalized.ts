import type { Normalized } from "../shared/records.ts";

/** A raw event that says nothing, to be filled. Each call gives lists of its own. */
export function emptyNormalized(): Normalized {
  return {
    events: [],
    links: [],
    orders: [],
    orderLines: [],
    refunds: [],
    customers: [],
    products: [],
    variants: [],
    collections: [],
    consents: [],
  };
}
