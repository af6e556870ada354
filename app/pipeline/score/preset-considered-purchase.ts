import { DAY_MS, HOUR_MS } from "../shared/time.ts";
import type { PresetDefinition } from "./presets.ts";

/** Furniture, bicycles, jewelry: compared for weeks, bought seldom. */
export const CONSIDERED_PURCHASE: PresetDefinition = {
  name: "considered-purchase",
  title: "Considered purchase",
  summary: "For what is compared for weeks and bought seldom, such as furniture or bicycles.",
  changes: [
    {
      path: "intent.signals.search_submitted.halfLifeMs",
      to: 48 * HOUR_MS,
      why: "A search is taken up again days later",
    },
    {
      path: "intent.signals.product_viewed.halfLifeMs",
      to: 96 * HOUR_MS,
      why: "The decision takes weeks, and the first look belongs to it",
    },
    {
      path: "intent.signals.product_viewed.windowMs",
      to: 30 * DAY_MS,
      why: "Who has not decided within a month begins anew",
    },
    {
      path: "intent.signals.product_viewed.weight",
      to: 4,
      why: "Coming back often is the rule: nine looks fill the group, not six",
    },
    {
      path: "intent.signals.product_variant_viewed.halfLifeMs",
      to: 96 * HOUR_MS,
      why: "As the product it belongs to",
    },
    {
      path: "intent.signals.gallery_opened.halfLifeMs",
      to: 96 * HOUR_MS,
      why: "As the product it belongs to",
    },
    {
      path: "intent.signals.reviews_opened.weight",
      to: 6,
      why: "Nobody spends as much without reading what others say",
    },
    {
      path: "intent.signals.reviews_opened.halfLifeMs",
      to: 96 * HOUR_MS,
      why: "As the product it belongs to",
    },
    {
      path: "intent.signals.size_guide_opened.halfLifeMs",
      to: 96 * HOUR_MS,
      why: "Measuring at home comes some days before ordering",
    },
    {
      path: "intent.signals.wishlist_added.halfLifeMs",
      to: 14 * DAY_MS,
      why: "A wishlist is the memory of a decision of weeks",
    },
    {
      path: "intent.signals.product_added_to_cart.halfLifeMs",
      to: 7 * DAY_MS,
      why: "The cart is where the choice is kept while it is talked over",
    },
    {
      path: "intent.signals.cart_updated.halfLifeMs",
      to: 7 * DAY_MS,
      why: "As an addition to the cart",
    },
    {
      path: "intent.signals.checkout_started.halfLifeMs",
      to: 72 * HOUR_MS,
      why: "Delivery and payment are looked at before the decision",
    },
    {
      path: "engagement.signals.page_viewed.halfLifeMs",
      to: 45 * DAY_MS,
      why: "Between two visits lie weeks",
    },
    {
      path: "engagement.signals.product_viewed.halfLifeMs",
      to: 45 * DAY_MS,
      why: "Between two visits lie weeks",
    },
    {
      path: "engagement.signals.order_placed.halfLifeMs",
      to: 180 * DAY_MS,
      why: "One order a year is a close relation",
    },
    {
      path: "engagement.signals.product_reviewed.halfLifeMs",
      to: 120 * DAY_MS,
      why: "Reviews come as seldom as orders",
    },
    {
      path: "engagement.dampeners.order_refunded.share",
      to: 0.5,
      why: "Sending back a large piece is a disappointment",
    },
    {
      path: "engagement.dampeners.order_refunded.reachMs",
      to: 120 * DAY_MS,
      why: "Delivery and trial take longer",
    },
    {
      path: "value.pointsPerOrder",
      to: 12.5,
      why: "The second order of a year makes a regular",
    },
    {
      path: "behavior.intent",
      to: 50,
      why: "Earlier purchases say little about the next one, the looking says most",
    },
    {
      path: "behavior.value",
      to: 25,
      why: "Most customers have bought once",
    },
  ],
};
