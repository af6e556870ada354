import { DAY_MS, HOUR_MS } from "../shared/time.ts";
import type { PresetDefinition } from "./presets.ts";

/** Drops and trends: decided within a day, bought often, sent back often. */
export const FAST_FASHION: PresetDefinition = {
  name: "fast-fashion",
  title: "Fast fashion",
  summary: "For drops and trends: decided within a day, bought often, sent back often.",
  changes: [
    {
      path: "intent.signals.product_viewed.halfLifeMs",
      to: 12 * HOUR_MS,
      why: "What was looked at yesterday has been replaced by the next drop",
    },
    {
      path: "intent.signals.product_viewed.windowMs",
      to: 2 * DAY_MS,
      why: "After two days it is sold out or forgotten",
    },
    {
      path: "intent.signals.product_viewed.dailyCap",
      to: 15,
      why: "Leafing through dozens of pieces is how this is bought",
    },
    {
      path: "intent.signals.wishlist_added.halfLifeMs",
      to: 36 * HOUR_MS,
      why: "A wishlist of a season that is over says little",
    },
    {
      path: "intent.signals.product_added_to_cart.halfLifeMs",
      to: 18 * HOUR_MS,
      why: "A cart that was not bought by the next evening rarely is",
    },
    {
      path: "intent.signals.cart_updated.halfLifeMs",
      to: 18 * HOUR_MS,
      why: "As an addition to the cart",
    },
    {
      path: "intent.signals.checkout_started.halfLifeMs",
      to: 12 * HOUR_MS,
      why: "Impulses are followed at once or not at all",
    },
    {
      path: "intent.dampeners.product_removed_from_cart.share",
      to: 0.3,
      why: "Carts are filled to compare and weeded out before paying",
    },
    {
      path: "engagement.signals.order_placed.halfLifeMs",
      to: 28 * DAY_MS,
      why: "Regulars order every few weeks, so two silent months are long",
    },
    {
      path: "engagement.signals.social_engaged.weight",
      to: 5,
      why: "Taste is made in feeds: as much as a click in a message",
    },
    {
      path: "engagement.dampeners.order_refunded.share",
      to: 0.1,
      why: "Sending back what does not fit is part of buying here",
    },
    {
      path: "value.pointsPerOrder",
      to: 2.5,
      why: "The tenth order of a year makes a regular, not the fifth",
    },
  ],
};
