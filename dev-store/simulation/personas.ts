/** How one kind of shopper behaves. All probabilities are in [0, 1]. */
export interface Persona {
  name: string;
  /** Of all shoppers. */
  share: number;
  /** Mean; visits come at random times (a Poisson process). */
  visitsPerDay: number;
  /** Pages of products seen in one visit. */
  productViews: [min: number, max: number];
  logsIn: number;
  /** That a visit puts something into the cart. */
  fillsCart: number;
  /** That a filled cart goes to the checkout. */
  beginsCheckout: number;
  /** That a checkout becomes an order. */
  orders: number;
  refunds: number;
  /** That an order comes with a discount code. */
  usesCode: number;
  /** Different products in a cart. */
  basket: [min: number, max: number];
  taste: "any" | "low" | "high";
  /** Orders in the twelve months before the demo begins. */
  pastOrders: [min: number, max: number];
  /** Days from the last of those orders to the demo's beginning. */
  lastOrderDaysAgo: [min: number, max: number];
}

/** Of all shoppers, those who let the shop look on. */
export const CONSENT_SHARE = 0.85;

/** Rates are those of no real shop: chosen so that every segment has somebody to watch. */
export const PERSONAS: readonly Persona[] = [
  {
    name: "window shopper",
    share: 0.22,
    visitsPerDay: 0.5,
    productViews: [3, 9],
    logsIn: 0.25,
    fillsCart: 0.08,
    beginsCheckout: 0.25,
    orders: 0.3,
    refunds: 0,
    usesCode: 0.1,
    basket: [1, 1],
    taste: "any",
    pastOrders: [0, 1],
    lastOrderDaysAgo: [20, 300],
  },
  {
    name: "bargain hunter",
    share: 0.18,
    visitsPerDay: 0.4,
    productViews: [2, 7],
    logsIn: 0.5,
    fillsCart: 0.3,
    beginsCheckout: 0.5,
    orders: 0.5,
    refunds: 0.15,
    usesCode: 0.7,
    basket: [1, 3],
    taste: "low",
    pastOrders: [1, 4],
    lastOrderDaysAgo: [5, 150],
  },
  {
    name: "loyal",
    share: 0.18,
    visitsPerDay: 0.35,
    productViews: [1, 4],
    logsIn: 0.85,
    fillsCart: 0.4,
    beginsCheckout: 0.8,
    orders: 0.85,
    refunds: 0.05,
    usesCode: 0.15,
    basket: [1, 4],
    taste: "any",
    pastOrders: [4, 9],
    lastOrderDaysAgo: [2, 45],
  },
  {
    name: "vip",
    share: 0.06,
    visitsPerDay: 0.6,
    productViews: [1, 5],
    logsIn: 0.95,
    fillsCart: 0.45,
    beginsCheckout: 0.85,
    orders: 0.9,
    refunds: 0.05,
    usesCode: 0.05,
    basket: [2, 5],
    taste: "high",
    pastOrders: [9, 18],
    lastOrderDaysAgo: [1, 25],
  },
  {
    name: "lapsing",
    share: 0.16,
    visitsPerDay: 0.02,
    productViews: [1, 3],
    logsIn: 0.4,
    fillsCart: 0.1,
    beginsCheckout: 0.5,
    orders: 0.5,
    refunds: 0.05,
    usesCode: 0.3,
    basket: [1, 2],
    taste: "any",
    pastOrders: [2, 6],
    lastOrderDaysAgo: [110, 280],
  },
  {
    name: "first-timer",
    share: 0.12,
    visitsPerDay: 0.6,
    productViews: [2, 6],
    logsIn: 0.3,
    fillsCart: 0.3,
    beginsCheckout: 0.7,
    orders: 0.6,
    refunds: 0.1,
    usesCode: 0.4,
    basket: [1, 2],
    taste: "any",
    pastOrders: [0, 0],
    lastOrderDaysAgo: [0, 0],
  },
  {
    name: "cart abandoner",
    share: 0.08,
    visitsPerDay: 0.6,
    productViews: [2, 6],
    logsIn: 0.7,
    fillsCart: 0.7,
    beginsCheckout: 0.6,
    orders: 0.1,
    refunds: 0.05,
    usesCode: 0.3,
    basket: [1, 4],
    taste: "any",
    pastOrders: [0, 2],
    lastOrderDaysAgo: [15, 200],
  },
];
