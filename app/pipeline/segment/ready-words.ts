/**
 * What the ready segments are called and what they are for, in English: so a shop's rows are made, and tags and automations
 * that go by names are built on it. Pages show a name that is still this one in the reader's language.
 */
export const READY_WORDS = {
  "high-intent": {
    name: "High intent",
    description: "Likely to buy in the next hours: looked, filled a cart or began a checkout.",
  },
  "cart-abandoner": {
    name: "Cart abandoner",
    description:
      "Filled a cart 4 hours to 14 days ago and has neither bought nor emptied it since.",
  },
  "checkout-abandoner": {
    name: "Checkout abandoner",
    description: "Was in the checkout 1 hour to 14 days ago and has not bought since.",
  },
  "browse-abandoner": {
    name: "Browse abandoner",
    description: "Looked at products 4 hours to 7 days ago and has put none into a cart since.",
  },
  "price-watcher": {
    name: "Price watcher",
    description:
      "Looked again and again at a product that has become cheaper since, and has not bought.",
  },
  vip: {
    name: "VIP",
    description: "Among the top tenth by net revenue of the last year, with at least two orders.",
  },
  "vip-prospect": {
    name: "VIP prospect",
    description: "Among the top three tenths by net revenue, still buying, and not yet VIP.",
  },
  "new-and-promising": {
    name: "New and promising",
    description: "First order recently, and already worth more than the shop's median customer.",
  },
  "due-to-reorder": {
    name: "Due to reorder",
    description:
      "A returning customer whose next order is expected within a week, or a little late.",
  },
  "churn-risk": {
    name: "Churn risk",
    description: "A good returning customer who is later than four in five usually are.",
  },
  "win-back": {
    name: "Win-back",
    description: "Spent as much as most customers ever do, and has been silent for very long.",
  },
  "discount-lover": {
    name: "Discount lover",
    description: "Two thirds or more of their orders came with a discount.",
  },
  "full-price-loyal": {
    name: "Full-price loyal",
    description: "Keeps buying, four times in five or more without any discount.",
  },
  "email-engaged": {
    name: "Email engaged",
    description: "Subscribed to email and came by it at least twice within 90 days.",
  },
  "sms-engaged": {
    name: "SMS engaged",
    description: "Subscribed to text messages and answered or followed one within 90 days.",
  },
} as const;

export type ReadyHandle = keyof typeof READY_WORDS;
