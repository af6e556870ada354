import { DAY_MS, HOUR_MS } from "../shared/time.ts";
import type { ScoringModel } from "./model.ts";

/**
 * The model that ships with the app: good enough for a shop that configures nothing.
 * The numbers are chosen, not fitted: each says what it is meant to achieve, and
 * docs/scoring-model.md names what follows from them, with a test for each sentence.
 */
export const DEFAULT_MODEL: ScoringModel = {
  version: 3,

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
      // Half a minute on a page, or three quarters of it: read, not only opened.
      page_dwelled: { group: "browsing", weight: 1, halfLifeMs: 12 * HOUR_MS, dailyCap: 6 },
      page_scrolled: { group: "browsing", weight: 0.5, halfLifeMs: 6 * HOUR_MS, dailyCap: 6 },
      // Coming back by a message is a decision, the more the dearer the message; a feed only leads along.
      sms_visited: { group: "browsing", weight: 3, halfLifeMs: 12 * HOUR_MS, dailyCap: 3 },
      email_visited: { group: "browsing", weight: 2, halfLifeMs: 12 * HOUR_MS, dailyCap: 3 },
      ad_visited: { group: "browsing", weight: 1.5, halfLifeMs: 12 * HOUR_MS, dailyCap: 3 },
      affiliate_visited: { group: "browsing", weight: 1.5, halfLifeMs: 12 * HOUR_MS, dailyCap: 3 },
      social_visited: { group: "browsing", weight: 1, halfLifeMs: 12 * HOUR_MS, dailyCap: 3 },
      promotion_clicked: { group: "browsing", weight: 1, halfLifeMs: 12 * HOUR_MS, dailyCap: 4 },
      // The shop's app: its screens are pages, and opening it is a visit.
      app_opened: { group: "browsing", weight: 1, halfLifeMs: 12 * HOUR_MS, dailyCap: 4 },
      screen_viewed: { group: "browsing", weight: 0.5, halfLifeMs: 6 * HOUR_MS, dailyCap: 20 },
      // Six different looks fill the group. A day's half-life: "slept over it" still counts half.
      product_viewed: { group: "product", weight: 6, halfLifeMs: 24 * HOUR_MS, dailyCap: 10 },
      // Closer looks at the same product, each a question that a buyer asks: does it come in mine, what do
      // others say, does it fit? None of them alone weighs more than the view that it follows.
      product_variant_viewed: {
        group: "product",
        weight: 3,
        halfLifeMs: 24 * HOUR_MS,
        dailyCap: 6,
      },
      gallery_opened: { group: "product", weight: 2, halfLifeMs: 24 * HOUR_MS, dailyCap: 5 },
      reviews_opened: { group: "product", weight: 4, halfLifeMs: 24 * HOUR_MS, dailyCap: 4 },
      size_guide_opened: { group: "product", weight: 5, halfLifeMs: 24 * HOUR_MS, dailyCap: 3 },
      // Kept for later: weaker than a cart, and longer.
      wishlist_added: { group: "product", weight: 6, halfLifeMs: 72 * HOUR_MS, dailyCap: 3 },
      // Looking into the cart again says less than filling it.
      cart_viewed: { group: "cart", weight: 4, halfLifeMs: 24 * HOUR_MS, dailyCap: 3 },
      // Worth three product views; two fill the group. A cart stays a plan for some days.
      product_added_to_cart: {
        group: "cart",
        weight: 18,
        halfLifeMs: 36 * HOUR_MS,
        dailyCap: 5,
      },
      // Who looks for a coupon means to pay.
      coupon_entered: { group: "cart", weight: 8, halfLifeMs: 24 * HOUR_MS, dailyCap: 2 },
      // Shopify's own word about a cart. Low, since the same click often is an addition as well.
      cart_updated: { group: "cart", weight: 8, halfLifeMs: 36 * HOUR_MS, dailyCap: 4 },
      // With one addition and one cart update 62: enough for shops that see no browsing.
      checkout_started: { group: "checkout", weight: 36, halfLifeMs: 24 * HOUR_MS, dailyCap: 3 },
      // Each step is nearer to the money; all of them together fill what the beginning leaves of the group.
      checkout_contact_info_submitted: {
        group: "checkout",
        weight: 2,
        halfLifeMs: 24 * HOUR_MS,
        dailyCap: 2,
      },
      checkout_address_info_submitted: {
        group: "checkout",
        weight: 2,
        halfLifeMs: 24 * HOUR_MS,
        dailyCap: 2,
      },
      checkout_shipping_info_submitted: {
        group: "checkout",
        weight: 3,
        halfLifeMs: 24 * HOUR_MS,
        dailyCap: 2,
      },
      payment_info_submitted: {
        group: "checkout",
        weight: 6,
        halfLifeMs: 24 * HOUR_MS,
        dailyCap: 2,
      },
    },
    dampeners: {
      // One of two things taken out again: half of the plan is given up. Looking at it still was looking.
      product_removed_from_cart: { groups: ["cart"], share: 0.5, dailyCap: 5 },
      // Without a cart there is no plan, and no checkout to finish. What is put in afterwards counts anew.
      cart_emptied: { groups: ["cart", "checkout"], share: 1, dailyCap: 10 },
    },
  },

  // How alive is the relation? Moves in weeks.
  engagement: {
    groupCaps: {
      // Neither group alone is a full score: the most engaged both look and buy.
      browsing: 60,
      purchase: 70,
      // Reading everything that is sent and never coming is half a relation at most.
      channels: 40,
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
      // Mail programs open messages by themselves, so an opened one says little; a click was a person's.
      email_opened: { group: "channels", weight: 0.5, halfLifeMs: 14 * DAY_MS, dailyCap: 2 },
      email_clicked: { group: "channels", weight: 5, halfLifeMs: 21 * DAY_MS, dailyCap: 2 },
      sms_clicked: { group: "channels", weight: 5, halfLifeMs: 21 * DAY_MS, dailyCap: 2 },
      // Writing back is the strongest answer that a message gets.
      sms_replied: { group: "channels", weight: 8, halfLifeMs: 21 * DAY_MS, dailyCap: 1 },
      push_clicked: { group: "channels", weight: 3, halfLifeMs: 14 * DAY_MS, dailyCap: 2 },
      social_engaged: { group: "channels", weight: 3, halfLifeMs: 14 * DAY_MS, dailyCap: 2 },
      ad_clicked: { group: "channels", weight: 1, halfLifeMs: 14 * DAY_MS, dailyCap: 2 },
      app_opened: { group: "channels", weight: 1, halfLifeMs: 14 * DAY_MS, dailyCap: 2 },
      // An invitation to write, once given, fades slowly.
      email_subscribed: { group: "channels", weight: 6, halfLifeMs: 60 * DAY_MS, dailyCap: 1 },
      sms_subscribed: { group: "channels", weight: 8, halfLifeMs: 60 * DAY_MS, dailyCap: 1 },
      // Done for others, or to be reminded: work that only somebody who cares takes on.
      product_reviewed: { group: "channels", weight: 10, halfLifeMs: 42 * DAY_MS, dailyCap: 1 },
      product_shared: { group: "channels", weight: 5, halfLifeMs: 21 * DAY_MS, dailyCap: 2 },
      wishlist_added: { group: "channels", weight: 3, halfLifeMs: 21 * DAY_MS, dailyCap: 3 },
    },
    dampeners: {
      // A no to one channel of several: half of what messages had earned. Visits and orders stay.
      email_unsubscribed: { groups: ["channels"], share: 0.5, dailyCap: 1 },
      sms_unsubscribed: { groups: ["channels"], share: 0.5, dailyCap: 1 },
      // Marking a message as spam is anger, and meant for the shop: it reaches the visits as well.
      email_complained: { groups: ["browsing", "channels"], share: 0.75, dailyCap: 1 },
      // An order that was sent back was a weaker yes. Three in ten, since refunds are often for a part; and of
      // the last 60 days alone, within which nearly all refunds are made: older orders are in no doubt.
      order_refunded: { groups: ["purchase"], share: 0.3, dailyCap: 2, reachMs: 60 * DAY_MS },
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
