import {
  churnRisk,
  dueToReorder,
  newAndPromising,
  vip,
  vipProspect,
  winBack,
} from "./ready-customers.ts";
import { discountLover, emailEngaged, fullPriceLoyal, smsEngaged } from "./ready-habits.ts";
import {
  browseAbandoner,
  cartAbandoner,
  checkoutAbandoner,
  highIntent,
  priceWatcher,
} from "./ready-intent.ts";
import type { ReadySegment } from "./segment-parts.ts";

/**
 * The segments of a shop that has configured nothing, all with a tag. docs/scoring-model.md explains each. They keep
 * their handles: a shop's row is found by it.
 */
export const DEFAULT_SEGMENTS: ReadySegment[] = [
  highIntent,
  vip,
  vipProspect,
  churnRisk,
  newAndPromising,
  cartAbandoner,
  checkoutAbandoner,
  browseAbandoner,
  priceWatcher,
  dueToReorder,
  winBack,
  discountLover,
  fullPriceLoyal,
  emailEngaged,
  smsEngaged,
];
