import { DAY_MS, HOUR_MS } from "../shared/time.ts";
import type { PresetDefinition } from "./presets.ts";

/** Coffee, pet food, cosmetics: bought again when used up, without much looking. */
export const REPLENISHABLE_GOODS: PresetDefinition = {
  name: "replenishable-goods",
  title: "Replenishable goods",
  summary: "For what is used up and bought again, such as coffee, pet food or cosmetics.",
  changes: [
    {
      path: "intent.groupCaps.cart",
      to: 40,
      why: "The cart tells more than the looking before it",
    },
    {
      path: "intent.signals.product_added_to_cart.weight",
      to: 24,
      why: "Who knows what they need puts it into the cart without looking around",
    },
    {
      path: "intent.signals.product_added_to_cart.halfLifeMs",
      to: 72 * HOUR_MS,
      why: "A refill can wait some days, until the old pack is empty",
    },
    {
      path: "intent.signals.cart_updated.halfLifeMs",
      to: 72 * HOUR_MS,
      why: "As an addition to the cart",
    },
    {
      path: "intent.signals.product_viewed.dailyCap",
      to: 6,
      why: "There is little to choose between: more views are no more interest",
    },
    {
      path: "engagement.signals.order_placed.halfLifeMs",
      to: 60 * DAY_MS,
      why: "A pack lasts one to two months: silence until then is no distance",
    },
    {
      path: "engagement.signals.email_clicked.halfLifeMs",
      to: 30 * DAY_MS,
      why: "A reminder that was followed counts until the next one is due",
    },
    {
      path: "engagement.signals.sms_clicked.halfLifeMs",
      to: 30 * DAY_MS,
      why: "As a click in an email",
    },
    {
      path: "engagement.dampeners.order_refunded.share",
      to: 0.4,
      why: "What was bought by habit and goes back has usually been replaced by another brand",
    },
    {
      path: "value.pointsPerDecile",
      to: 4,
      why: "Baskets are alike, so money tells customers apart less than rhythm does",
    },
    {
      path: "value.pointsPerOrder",
      to: 3,
      why: "Ten orders a year are a habit",
    },
    {
      path: "value.frequencyCap",
      to: 30,
      why: "Rhythm is what a customer is worth here",
    },
    {
      path: "value.recencyPoints",
      to: 30,
      why: "A refill that is late is the first sign of a loss",
    },
    {
      path: "behavior.intent",
      to: 30,
      why: "Refills are bought with few steps before them",
    },
    {
      path: "behavior.value",
      to: 45,
      why: "What was bought so far foretells the next order best",
    },
  ],
};
