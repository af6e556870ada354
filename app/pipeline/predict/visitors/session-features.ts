import { ACTIVITIES } from "./activity.ts";
import type { Activity } from "./activity.ts";
import { ofCount, ofTime } from "./visitor-feature.ts";
import type { VisitorFeature } from "./visitor-feature.ts";

const countOf = (activity: Activity): VisitorFeature => {
  const place = ACTIVITIES.indexOf(activity);
  return {
    name: `session_${activity}`,
    read: ({ session }) => ofCount(session.counts[place] ?? 0),
  };
};

const PRODUCT = ACTIVITIES.indexOf("product");

/** What happened in this session, and what is on its way to a purchase since the last one. */
export const SESSION_FEATURES: readonly VisitorFeature[] = [
  { name: "session_events", read: ({ session }) => ofCount(session.events) },
  ...(
    ["page", "list", "search", "product", "depth", "cart", "add", "remove", "checkout"] as const
  ).map(countOf),
  { name: "session_time", read: ({ session }, { at }) => ofTime(session.startedAt, at) },
  {
    name: "session_pace",
    read: ({ session }, { at }) =>
      session.startedAt === null || session.events < 2
        ? null
        : ofTime(0, (at - session.startedAt) / (session.events - 1)),
  },
  { name: "session_furthest", read: ({ session }) => session.furthest },
  { name: "session_products", read: ({ session }) => ofCount(session.products) },
  {
    // Looking at one product again and again is choosing; many once each is strolling.
    name: "session_looked_again",
    read: ({ session }) => ofCount(Math.max(0, (session.counts[PRODUCT] ?? 0) - session.products)),
  },
  {
    name: "session_order_lift",
    read: ({ session }) =>
      session.productEvents === 0 ? null : session.orderLifts / session.productEvents,
  },
  { name: "cart_pieces", read: ({ cart }) => ofCount(cart.pieces) },
  { name: "cart_age", read: ({ cart }, { at }) => ofTime(cart.addedAt, at) },
  { name: "checkout_age", read: ({ cart }, { at }) => ofTime(cart.checkoutAt, at) },
  { name: "furthest_since_purchase", read: ({ cart }) => cart.furthest },
];
