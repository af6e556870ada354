import { DAY_MS, HOUR_MS } from "../shared/time.ts";
import type { ScoringModel } from "./model.ts";

/**
 * The model that ships with the app: good enough for a shop that configures nothing.
 * The numbers are chosen, not fitted: each says what it is meant to achieve, and
 * docs/scoring-model.md names what follows from them, with a test for each sentence.
 */
export const DEFAULT_MODEL: ScoringModel = {
  version: 1,

  // Will this person buy in the next hours? High intent begins at 60 points.
  intent: {
    groupCaps: {
      // browsing + product = 55 < 60: looking alone, however long, is not high intent.
      browsing: 19,
      product: 36,
      // product + cart = 71: deep looking with a filled cart is high intent before any checkout.
      cart: 35,
      // The strongest group, yet no score alone: a checkout by itself is below 60.
      checkout: 45,
    },
    signals: {
      // Half a point: every visit has several. Gone by the next morning. 20 a day is a long visit.
      page_viewed: { group: "browsing", weight: 0.5, halfLifeMs: 6 * HOUR_MS, dailyCap: 20 },
      // A list is nearer to a product than a page is, and farther than a product.
      collection_viewed: { group: "browsing", weight: 1, halfLifeMs: 12 * HOUR_MS, dailyCap: 12 },
      // Someone who searches knows what they want; beyond five searches they do not find it.
      search_submitted: { group: "browsing", weight: 3, halfLifeMs: 12 * HOUR_MS, dailyCap: 5 },
      // Six different looks fill the group. A day's half-life: "slept over it" still counts half.
      product_viewed: { group: "product", weight: 6, halfLifeMs: 24 * HOUR_MS, dailyCap: 10 },
      // Looking into the cart again says less than filling it.
      cart_viewed: { group: "cart", weight: 4, halfLifeMs: 24 * HOUR_MS, dailyCap: 3 },
      // Worth three product views; two fill the group. A cart stays a plan for some days.
      product_added_to_cart: {
        group: "cart",
        weight: 18,
        halfLifeMs: 36 * HOUR_MS,
        dailyCap: 5,
      },
      // Shopify's own word about a cart. Low, since the same click often is an addition as well.
      cart_updated: { group: "cart", weight: 8, halfLifeMs: 36 * HOUR_MS, dailyCap: 4 },
      // With one addition and one cart update 62: enough for shops that see no browsing.
      checkout_started: { group: "checkout", weight: 36, halfLifeMs: 24 * HOUR_MS, dailyCap: 3 },
    },
  },

  // How alive is the relation? Moves in weeks.
  engagement: {
    groupCaps: {
      // Neither group alone is a full score: the most engaged both look and buy.
      browsing: 60,
      purchase: 70,
    },
    signals: {
      // Half a point, 5 a day at most: regular visits count, one long night does not.
      page_viewed: { group: "browsing", weight: 0.5, halfLifeMs: 14 * DAY_MS, dailyCap: 10 },
      collection_viewed: { group: "browsing", weight: 0.5, halfLifeMs: 14 * DAY_MS, dailyCap: 6 },
      search_submitted: { group: "browsing", weight: 1, halfLifeMs: 14 * DAY_MS, dailyCap: 4 },
      product_viewed: { group: "browsing", weight: 1, halfLifeMs: 14 * DAY_MS, dailyCap: 8 },
      cart_viewed: { group: "browsing", weight: 0.5, halfLifeMs: 14 * DAY_MS, dailyCap: 3 },
      product_added_to_cart: {
        group: "browsing",
        weight: 3,
        halfLifeMs: 14 * DAY_MS,
        dailyCap: 3,
      },
      cart_updated: { group: "browsing", weight: 1, halfLifeMs: 14 * DAY_MS, dailyCap: 3 },
      checkout_started: { group: "browsing", weight: 4, halfLifeMs: 21 * DAY_MS, dailyCap: 2 },
      // An order a month settles near 70 (30 / (1 - 2^(-30/42)) = 77): a monthly buyer is at the
      // group's cap. Two a day at most: a split delivery is one decision.
      order_placed: { group: "purchase", weight: 30, halfLifeMs: 42 * DAY_MS, dailyCap: 2 },
    },
  },

  // What has this customer been worth in a year, against the shop's own customers?
  value: {
    // Ten tenths of 5 points: money is half of the score.
    pointsPerDecile: 5,
    // The fifth order of a year makes a regular; more does not make them more regular.
    pointsPerOrder: 5,
    frequencyCap: 25,
    // Halves with every typical gap of silence: 12.5 left when four in five would be back.
    recencyPoints: 25,
  },

  // A script in a browser can claim interest up to 70 points (so real shoppers still reach high
  // intent), and what anybody could have sent stays below 60. Neither touches the value score.
  trustCaps: { claimed: 70, unsigned: 40 },

  // Intent leads, since it asks for action now; engagement is partly contained in both others.
  behavior: { intent: 40, engagement: 25, value: 35 },
};
