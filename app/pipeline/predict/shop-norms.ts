import type { Instant } from "../shared/time.ts";
import type { BinomialMoments } from "./affinity/beta-binomial.ts";
import type { RateMoments } from "./channels/gamma-poisson.ts";
import type { ResponseChannel } from "./channels/response-days.ts";

/**
 * What a shop's customers like, do and answer all together, as of a UTC midnight: the measure that one customer is held
 * against. Plain data.
 */
export interface ShopNorms {
  /** Of the UTC day that the midnight begins, counted from 1970. */
  day: number;
  /** Interest of everybody by product type, in purchases' worth, the largest first. */
  productTypes: [type: string, interest: number][];
  /** Interest of everybody by collection, from looking alone. */
  collections: [collectionId: string, interest: number][];
  /** Orders with a discount, of customers' orders of which it is known. */
  discounts: BinomialMoments;
  /** Channels over which anybody ever answered, since when, and how often customers do. */
  channels: { channel: ResponseChannel; since: Instant; moments: RateMoments }[];
}
