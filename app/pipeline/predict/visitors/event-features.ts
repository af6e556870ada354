import type { Activity } from "./activity.ts";
import type { PageArea } from "./page-area.ts";
import { ofCount, ofFlag, ofTime } from "./visitor-feature.ts";
import type { VisitorFeature } from "./visitor-feature.ts";

const isOf = (activity: Activity): VisitorFeature => ({
  name: `is_${activity}`,
  read: (_, last) => ofFlag(last.activity === activity),
});

const isIn = (area: PageArea): VisitorFeature => ({
  name: `in_${area}`,
  read: (_, last) => ofFlag(last.page?.area === area),
});

/** The event itself: what it was, where, of which product, and how long after the one before it. */
export const EVENT_FEATURES: readonly VisitorFeature[] = [
  { name: "step", read: (_, last) => last.step },
  ...(["list", "search", "product", "depth", "cart", "add", "checkout", "purchase"] as const).map(
    isOf,
  ),
  ...(["home", "account", "other"] as const).map(isIn),
  { name: "path_depth", read: (_, last) => last.page?.depth ?? null },
  { name: "is_first", read: (state) => ofFlag(state.events === 1) },
  {
    name: "gap",
    read: (_, last) => (last.gapMs === null ? null : ofTime(0, last.gapMs)),
  },
  { name: "seen_before", read: (_, last) => ofCount(last.earlierViews) },
  { name: "is_in_cart", read: (_, last) => ofFlag(last.isInCart) },
  { name: "product_popularity", read: (_, last) => last.product?.popularity ?? null },
  { name: "product_cart_lift", read: (_, last) => last.product?.cartLift ?? null },
  { name: "product_order_lift", read: (_, last) => last.product?.orderLift ?? null },
];
