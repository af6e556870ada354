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
  name: "High intent",
  description: "Likely to buy in the next hours: looked, filled a cart or began a checkout.",
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
  name: "Cart abandoner",
  description: "Filled a cart 4 hours to 14 days ago and has neither bought nor emptied it since.",
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
  name: "Checkout abandoner",
  description: "Was in the checkout 1 hour to 14 days ago and has not bought since.",
  condition: allOf(
    followedByNone(last(checkouts), ...BOUGHT),
    // Who looks for a card or asks at home is back within the hour.
    atLeastAgo(last(checkouts), hours(1)),
    lessThanAgo(last(checkouts), fixedDays(14)),
  ),
});

export const browseAbandoner = readySegment({
  handle: "browse-abandoner",
  name: "Browse abandoner",
  description: "Looked at products 4 hours to 7 days ago and has put none into a cart since.",
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
  name: "Price watcher",
  description:
    "Looked again and again at a product that has become cheaper since, and has not bought.",
  condition: allOf(
    // Twice at the same product: once is looking around.
    atLeast(2, cheaperViews, { each: "product", window: { kind: "days", days: 30 } }),
    followedByNone(last(views), ...BOUGHT),
  ),
});
