import type { Signal } from "../../shared/signals.ts";
import type { PageArea } from "./page-area.ts";
import type { VisitorEvent } from "./visitor-event.ts";

/** Signals in groups that say much the same of somebody who may buy. */
export const ACTIVITIES = [
  "page",
  "list",
  "search",
  "product",
  "depth",
  "cart",
  "add",
  "remove",
  "checkout",
  "arrival",
  "purchase",
] as const;

export type Activity = (typeof ACTIVITIES)[number];

const ACTIVITY_OF: Readonly<Partial<Record<Signal, Activity>>> = {
  collection_viewed: "list",
  search_submitted: "search",
  product_viewed: "product",
  product_variant_viewed: "depth",
  gallery_opened: "depth",
  reviews_opened: "depth",
  size_guide_opened: "depth",
  page_scrolled: "depth",
  page_dwelled: "depth",
  wishlist_added: "depth",
  product_shared: "depth",
  cart_viewed: "cart",
  cart_updated: "cart",
  coupon_entered: "cart",
  product_added_to_cart: "add",
  product_removed_from_cart: "remove",
  cart_emptied: "remove",
  checkout_started: "checkout",
  checkout_contact_info_submitted: "checkout",
  checkout_address_info_submitted: "checkout",
  checkout_shipping_info_submitted: "checkout",
  payment_info_submitted: "checkout",
  email_visited: "arrival",
  sms_visited: "arrival",
  social_visited: "arrival",
  ad_visited: "arrival",
  affiliate_visited: "arrival",
  email_clicked: "arrival",
  sms_clicked: "arrival",
  push_clicked: "arrival",
  ad_clicked: "arrival",
  app_opened: "arrival",
  order_placed: "purchase",
};

const ACTIVITY_IN: Readonly<Partial<Record<PageArea, Activity>>> = {
  collection: "list",
  search: "search",
  product: "product",
  cart: "cart",
  checkout: "checkout",
};

/** A log may tell all by page views alone: then their paths say which page it was. */
export function activityOf({ signal, page }: Pick<VisitorEvent, "signal" | "page">): Activity {
  const activity = ACTIVITY_OF[signal];
  if (activity !== undefined || signal !== "page_viewed") return activity ?? "page";
  return (page === null ? undefined : ACTIVITY_IN[page.area]) ?? "page";
}

/**
 * How far on the way to a purchase an event is, 0 to 10. Only the order matters: trees cut it anywhere, and the numbers
 * are nearly even for a line.
 */
export function stepOf(event: Pick<VisitorEvent, "signal" | "page">): number {
  const { signal } = event;
  return CHECKOUT_STEPS[signal] ?? STEPS[activityOf(event)];
}

const STEPS: Readonly<Record<Activity, number>> = {
  page: 0,
  arrival: 0,
  purchase: 0,
  list: 1,
  search: 1,
  remove: 2,
  product: 2,
  depth: 3,
  cart: 4,
  add: 5,
  checkout: 6,
};

const CHECKOUT_STEPS: Readonly<Partial<Record<Signal, number>>> = {
  checkout_contact_info_submitted: 7,
  checkout_address_info_submitted: 8,
  checkout_shipping_info_submitted: 9,
  payment_info_submitted: 10,
};
