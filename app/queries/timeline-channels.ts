import type { Signal } from "../pipeline/shared/signals.ts";

/** Where something happened, as a merchant would look for it. */
const TIMELINE_CHANNELS = [
  "store",
  "checkout",
  "orders",
  "email",
  "sms",
  "social",
  "ads",
  "app",
] as const;
export type TimelineChannel = (typeof TIMELINE_CHANNELS)[number];

const CHANNEL_OF: Record<Signal, TimelineChannel> = {
  page_viewed: "store",
  collection_viewed: "store",
  search_submitted: "store",
  product_viewed: "store",
  product_variant_viewed: "store",
  cart_viewed: "store",
  page_scrolled: "store",
  page_dwelled: "store",
  gallery_opened: "store",
  reviews_opened: "store",
  size_guide_opened: "store",
  product_added_to_cart: "store",
  product_removed_from_cart: "store",
  cart_updated: "store",
  cart_emptied: "store",
  wishlist_added: "store",
  wishlist_removed: "store",
  product_shared: "store",
  product_reviewed: "store",
  promotion_clicked: "store",
  coupon_entered: "store",
  checkout_started: "checkout",
  checkout_contact_info_submitted: "checkout",
  checkout_address_info_submitted: "checkout",
  checkout_shipping_info_submitted: "checkout",
  payment_info_submitted: "checkout",
  order_placed: "orders",
  order_cancelled: "orders",
  order_fulfilled: "orders",
  order_refunded: "orders",
  email_visited: "email",
  email_opened: "email",
  email_clicked: "email",
  email_complained: "email",
  email_subscribed: "email",
  email_unsubscribed: "email",
  sms_visited: "sms",
  sms_clicked: "sms",
  sms_replied: "sms",
  sms_subscribed: "sms",
  sms_unsubscribed: "sms",
  social_visited: "social",
  social_engaged: "social",
  ad_visited: "ads",
  ad_clicked: "ads",
  affiliate_visited: "ads",
  push_clicked: "app",
  app_opened: "app",
  screen_viewed: "app",
};

const isSignal = (name: string): name is Signal => Object.hasOwn(CHANNEL_OF, name);
const SIGNALS = Object.keys(CHANNEL_OF).filter(isSignal);

/** The signals of each channel. */
export const CHANNEL_SIGNALS: Record<TimelineChannel, Signal[]> = {
  store: signalsOf("store"),
  checkout: signalsOf("checkout"),
  orders: signalsOf("orders"),
  email: signalsOf("email"),
  sms: signalsOf("sms"),
  social: signalsOf("social"),
  ads: signalsOf("ads"),
  app: signalsOf("app"),
};

function signalsOf(channel: TimelineChannel): Signal[] {
  return SIGNALS.filter((signal) => CHANNEL_OF[signal] === channel);
}

const isTimelineChannel = (name: string | null): name is TimelineChannel =>
  TIMELINE_CHANNELS.some((channel) => channel === name);

/** What a page's address asks of a timeline: a channel, and the cursor of a page. */
export function readTimelineFilter(asked: URLSearchParams): {
  channel: TimelineChannel | null;
  after: string | undefined;
  before: string | undefined;
} {
  const channel = asked.get("channel");
  return {
    channel: isTimelineChannel(channel) ? channel : null,
    after: asked.get("after") ?? undefined,
    before: asked.get("before") ?? undefined,
  };
}
