import type { ShopBenchmarks } from "../score/benchmarks.ts";
import type { ScoringModel } from "../score/model.ts";
import type { Rfm } from "../score/rfm.ts";
import type { ProfileScores } from "../score/scores.ts";
import type { ProfileFacts } from "../shared/records.ts";
import type { Signal, Trust } from "../shared/signals.ts";
import type { Instant, Slot } from "../shared/time.ts";
import type { Outlook } from "./outlook.ts";

/** All occurrences of one signal about one thing in one quarter of an hour. */
export interface AboutRow {
  signal: Signal;
  trust: Trust;
  /** "product:7880321196742", "collection:4501239" */
  about: string;
  slot: Slot;
  count: number;
  firstAt: Instant;
  lastAt: Instant;
  /**
   * In minor units: the price of the product at each occurrence, added up. Only of signals of which `Requirements` asks
   * for it; else 0.
   */
  value: number;
}

/** What filters ask of an order; null: not told. */
export interface OrderDetail {
  /** Where it was placed, in Shopify's word ("web", "pos"). */
  channel: string | null;
  discountMinor: number | null;
  usedCode: boolean | null;
  /** Each once. */
  productIds: readonly string[];
  /** What each of these was sold for, in their order: its lines after discounts, in minor units. */
  productMinor: readonly number[];
}

/** A product as it is now. */
export interface CatalogProduct {
  /** Its lowest price in minor units of the shop's currency; null where it has none. */
  priceMinor: number | null;
  productType: string | null;
  vendor: string | null;
  collectionIds: readonly string[];
  /** When one of its prices last fell; null: never, as far as is known. */
  droppedAt: Instant | null;
}

/** Whether a profile is in a segment, and since when; `since` null: it was never in it. */
export interface MembershipState {
  member: boolean;
  since: Instant | null;
}

/** What conditions can ask of a profile besides its facts. Only what `requirementsOf` names need be there. */
export interface PersonFacts {
  /** null: a visitor. */
  customerId: string | null;
  /** Of all identities; they need not be merged nor sorted. */
  looks: readonly AboutRow[];
  /** By order id. */
  orderDetails: ReadonlyMap<string, OrderDetail>;
  /** Shopify's word for each channel, as stored; null: none was told. */
  consents: Readonly<Record<"email" | "sms", string | null>>;
  /** Tags that others gave the customer, in any case. */
  tags: readonly string[];
  outlook: Outlook | null;
  /** As settled at the look before, by the segment's handle; who is not in it was never in it. */
  memberships: Readonly<Record<string, MembershipState>>;
}

/** What is the same for all profiles of a shop. */
export interface ShopFacts {
  /** By product id. */
  catalog: ReadonlyMap<string, CatalogProduct>;
  /** An IANA name, as Shopify tells it. */
  timeZone: string;
  /** An ISO 4217 code. */
  currency: string;
}

/** What is known of one profile and its shop at one instant. */
export interface Known {
  facts: ProfileFacts;
  person: PersonFacts;
  shop: ShopFacts;
  benchmarks: ShopBenchmarks;
  model: ScoringModel;
  asOf: Instant;
}

/** What conditions are judged on: `situate` makes it of what is known. */
export interface Situation extends Known {
  /** The scores of these facts at `asOf`. */
  scores(): ProfileScores;
  /** The classes of these facts at `asOf`. */
  rfm(): Rfm;
}

const NOBODY: PersonFacts = {
  customerId: null,
  looks: [],
  orderDetails: new Map(),
  consents: { email: null, sms: null },
  tags: [],
  outlook: null,
  memberships: {},
};

/** A person of whom nothing is known but what is given. */
export const personOf = (known: Partial<PersonFacts> = {}): PersonFacts => ({
  ...NOBODY,
  ...known,
});
