import type { Signal } from "./signals.ts";

/** What an event of the HTTP API says, by its name. */
export interface NamedEvent {
  /** The name in the specification that the sender follows. */
  name: string;
  /** Other names of the same, from older specifications and from other tools. */
  aliases: readonly string[];
  /** null: it is no behavior that counts. It still ties the ids that it names. */
  signal: Signal | null;
  /** Shopify tells it too: it counts only with the checkout's token, as the same fact. */
  needsCheckout: boolean;
}

const named = (name: string, signal: Signal | null, ...aliases: string[]): NamedEvent => ({
  name,
  aliases,
  signal,
  needsCheckout: false,
});

const ofCheckout = (name: string, signal: Signal, ...aliases: string[]): NamedEvent => ({
  ...named(name, signal, ...aliases),
  needsCheckout: true,
});

/**
 * Every name that the HTTP API knows: Segment's specifications (ecommerce, email, mobile), whose names
 * RudderStack shares, and what Klaviyo, Braze and others call the same. A name that is not here is taken,
 * counted by its name as ignored, and not kept. `docs/http-api.md` shows this table; a test compares them.
 *
 * Left out on purpose: what always comes with an event that is here and would count twice (Product
 * Clicked before Product Viewed, Application Installed before Application Opened, Coupon Applied after
 * Coupon Entered), and what the shopper did not do (Email Delivered, SMS Sent, Promotion Viewed).
 */
export const NAMED_EVENTS: readonly NamedEvent[] = [
  named("Products Searched", "search_submitted", "Product Searched", "Search Submitted"),
  named(
    "Product List Viewed",
    "collection_viewed",
    "Viewed Product Category",
    "Collection Viewed",
    "Viewed Collection",
    "Viewed Category",
  ),
  named("Product Viewed", "product_viewed", "Viewed Product", "Viewed Item"),
  named(
    "Product Added",
    "product_added_to_cart",
    "Added Product",
    "Added to Cart",
    "Product Added to Cart",
    "Wishlist Product Added to Cart",
  ),
  named(
    "Product Removed",
    "product_removed_from_cart",
    "Removed Product",
    "Removed from Cart",
    "Product Removed from Cart",
  ),
  named("Cart Viewed", "cart_viewed", "Viewed Cart"),
  ofCheckout("Checkout Started", "checkout_started", "Started Checkout"),
  ofCheckout(
    "Payment Info Entered",
    "payment_info_submitted",
    "Entered Payment Info",
    "Payment Info Submitted",
  ),
  named("Order Completed", null, "Completed Order", "Placed Order", "Order Placed"),
  named("Order Updated", null, "Updated Order"),
  named("Order Cancelled", null, "Cancelled Order", "Order Canceled"),
  named("Order Refunded", null, "Refunded Order"),
  named("Coupon Entered", "coupon_entered", "Entered Coupon"),
  named("Product Added to Wishlist", "wishlist_added", "Added to Wishlist", "Wishlist Added"),
  named(
    "Product Removed from Wishlist",
    "wishlist_removed",
    "Removed from Wishlist",
    "Wishlist Removed",
  ),
  named("Product Shared", "product_shared", "Shared Product"),
  named("Product Reviewed", "product_reviewed", "Reviewed Product", "Submitted Review"),
  named("Promotion Clicked", "promotion_clicked", "Clicked Promotion"),
  named("Email Opened", "email_opened", "Opened Email"),
  named("Email Link Clicked", "email_clicked", "Email Clicked", "Clicked Email"),
  named(
    "Email Marked as Spam",
    "email_complained",
    "Marked Email as Spam",
    "Email Complained",
    "Spam Complaint",
  ),
  named("Email Subscribed", "email_subscribed", "Subscribed to Email Marketing"),
  named(
    "Unsubscribed",
    "email_unsubscribed",
    "Email Unsubscribed",
    "Unsubscribed from Email Marketing",
  ),
  named("SMS Link Clicked", "sms_clicked", "SMS Clicked", "Clicked SMS"),
  named("SMS Replied", "sms_replied", "Replied to SMS", "SMS Inbound Received"),
  named("SMS Subscribed", "sms_subscribed", "Subscribed to SMS Marketing"),
  named("SMS Unsubscribed", "sms_unsubscribed", "Unsubscribed from SMS Marketing"),
  named(
    "Push Notification Tapped",
    "push_clicked",
    "Push Notification Opened",
    "Push Notification Clicked",
    "Opened Push",
    "Push Opened",
  ),
  named("Application Opened", "app_opened", "App Opened", "Opened App"),
  named("Ad Clicked", "ad_clicked", "Clicked Ad", "Advertisement Clicked"),
  named(
    "Social Engaged",
    "social_engaged",
    "Social Post Liked",
    "Social Post Commented",
    "Social Post Shared",
    "Social Post Saved",
  ),
];

/** A name as it is compared: "Product Viewed", "product_viewed" and "productViewed" are one. */
export function foldEventName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

const byFoldedName = new Map(
  NAMED_EVENTS.flatMap((event) =>
    [event.name, ...event.aliases].map((name) => [foldEventName(name), event]),
  ),
);

/** @returns undefined for a name that says nothing to Kindling */
export function findNamedEvent(name: string): NamedEvent | undefined {
  return byFoldedName.get(foldEventName(name));
}

const KLAVIYO_TOPIC = /^event:klaviyo\.(\w+)$/;
// In Klaviyo's words the person sends: a text to the shop's number.
const KLAVIYO_WORDS: Readonly<Record<string, string>> = { sent_sms: "SMS Replied" };

/**
 * The event that one of Klaviyo's own topics tells: "event:klaviyo.clicked_email" is "Clicked Email". Topics
 * with another prefix are other systems' events, Shopify's orders among them, of which Shopify itself tells.
 * @returns undefined for a topic that says nothing to Kindling
 */
export function findKlaviyoEvent(topic: string): NamedEvent | undefined {
  const metric = KLAVIYO_TOPIC.exec(topic)?.[1];
  if (metric === undefined) return undefined;
  return findNamedEvent(
    Object.hasOwn(KLAVIYO_WORDS, metric) ? (KLAVIYO_WORDS[metric] ?? "") : metric,
  );
}
