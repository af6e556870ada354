import type { Things } from "./condition-tree.ts";
import {
  allOf,
  atLeast,
  atLeastAgo,
  BOUGHT,
  fixedDays,
  followedByNone,
  hours,
  last,
  lessThanAgo,
  readySegment,
  signals,
} from "./segment-parts.ts";

const cartChanges = signals("product_added_to_cart", "cart_updated");
const checkouts = signals(
  "checkout_started",
  "checkout_contact_info_submitted",
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
);
const views = signals("product_viewed");

export const highIntent = readySegment({
  handle: "high-intent",
  condition: allOf(
    { kind: "score", score: "intent", comparison: "at-least", points: 60 },
    // Intent fades over days: whoever has just bought still has the points, and is done.
    followedByNone(
      last(signals("product_added_to_cart", "cart_updated", "checkout_started")),
      ...BOUGHT,
    ),
  ),
});

export const cartAbandoner = readySegment({
  handle: "cart-abandoner",
  condition: allOf(
    followedByNone(last(cartChanges), signals("cart_emptied"), ...BOUGHT),
    // Four hours: an afternoon's pause is not yet a decision.
    atLeastAgo(last(cartChanges), hours(4)),
    // Shopify keeps an online store cart for about two weeks: after that there is none to return to.
    lessThanAgo(last(cartChanges), fixedDays(14)),
  ),
});

export const checkoutAbandoner = readySegment({
  handle: "checkout-abandoner",
  condition: allOf(
    followedByNone(last(checkouts), ...BOUGHT),
    // Who looks for a card or asks at home is back within the hour.
    atLeastAgo(last(checkouts), hours(1)),
    lessThanAgo(last(checkouts), fixedDays(14)),
  ),
});

export const browseAbandoner = readySegment({
  handle: "browse-abandoner",
  condition: allOf(
    // One look can be a wrong turn.
    atLeast(3, views, { window: fixedDays(7) }),
    followedByNone(last(views), cartChanges, checkouts, ...BOUGHT),
    atLeastAgo(last(views), hours(4)),
    // After a week without another look the interest is gone: intent of a look halves in a day.
    lessThanAgo(last(views), fixedDays(7)),
  ),
});

/** Prices of sales change back within weeks, and a message about one must come while it holds. */
const cheaperViews: Things = {
  ...views,
  where: [{ kind: "price-dropped", within: { kind: "days", days: 14 }, afterwards: true }],
};

export const priceWatcher = readySegment({
  handle: "price-watcher",
  condition: allOf(
    // Twice at the same product: once is looking around.
    atLeast(2, cheaperViews, { each: "product", window: { kind: "days", days: 30 } }),
    followedByNone(last(views), ...BOUGHT),
  ),
});
