import type { SlotRow } from "../../shared/records.ts";
import type { Signal } from "../../shared/signals.ts";
import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { SLOT_MS, slotStart } from "../../shared/time.ts";

/** What people do besides ordering, in groups that say much the same: few columns fit better than fifty. */
const GROUPS = {
  browsing: ["page_viewed", "collection_viewed", "screen_viewed", "app_opened"],
  searching: ["search_submitted"],
  product: ["product_viewed", "product_variant_viewed"],
  depth: ["page_scrolled", "page_dwelled", "gallery_opened", "reviews_opened", "size_guide_opened"],
  cart: ["product_added_to_cart", "cart_viewed", "cart_updated", "coupon_entered"],
  wishing: ["wishlist_added", "product_shared", "product_reviewed"],
  checkout: [
    "checkout_started",
    "checkout_contact_info_submitted",
    "checkout_address_info_submitted",
    "checkout_shipping_info_submitted",
    "payment_info_submitted",
  ],
  messages: ["email_clicked", "sms_clicked", "sms_replied", "push_clicked", "email_opened"],
  arriving: ["email_visited", "sms_visited", "social_visited", "ad_visited", "affiliate_visited"],
  leaving: ["email_unsubscribed", "sms_unsubscribed", "email_complained"],
} as const satisfies Readonly<Record<string, readonly Signal[]>>;

export type BehaviorGroup = keyof typeof GROUPS;

export const BEHAVIOR_GROUPS = Object.keys(GROUPS) as BehaviorGroup[];

const HALF_LIFE_DAYS = [1, 7, 30] as const;

const groupOf = new Map<Signal, number>(
  Object.values(GROUPS).flatMap((signals, group) =>
    signals.map((signal): [Signal, number] => [signal, group]),
  ),
);

export const BEHAVIOR_FEATURES: readonly string[] = [
  ...BEHAVIOR_GROUPS.flatMap((group) => HALF_LIFE_DAYS.map((days) => `${group}_half_${days}d`)),
  "days_since_seen",
];

/** Longest silence that is told apart: who was never seen and who was not for two years are alike. */
const NEVER_SEEN_DAYS = 730;

/**
 * What a person did besides ordering, as of an instant, in the order of `BEHAVIOR_FEATURES`: occurrences of
 * each group, halved with every half-life, and days since anything was seen of them. A quarter of an hour that
 * is not over counts nothing: its row may hold what happens after `asOf`.
 */
export function describeBehavior(rows: readonly SlotRow[], asOf: Instant): number[] {
  const features = new Array<number>(BEHAVIOR_FEATURES.length).fill(0);
  let latest = asOf - NEVER_SEEN_DAYS * DAY_MS;
  for (const { signal, slot, count, lastAt } of rows) {
    const end = slotStart(slot) + SLOT_MS;
    const group = groupOf.get(signal);
    if (end > asOf || group === undefined) continue;
    latest = Math.max(latest, lastAt);
    const ageDays = (asOf - end) / DAY_MS;
    HALF_LIFE_DAYS.forEach((days, place) => {
      const column = group * HALF_LIFE_DAYS.length + place;
      features[column] = (features[column] ?? 0) + count * 2 ** (-ageDays / days);
    });
  }
  features[features.length - 1] = (asOf - latest) / DAY_MS;
  return features;
}
