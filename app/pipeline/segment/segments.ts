import type { Condition } from "./condition.ts";

/** A group of customers by condition. */
export interface Segment {
  /** Lower-case words with hyphens; never changes, memberships hang on it. */
  handle: string;
  name: string;
  /** One sentence for the merchant. */
  description: string;
  /** The tag of its members, without the prefix. */
  tag: string;
  condition: Condition;
}

/** One segment's word on one profile. */
export interface Membership {
  member: boolean;
  /** A sentence with the numbers that decided. */
  reason: string;
}

/** Every segment's word on one profile, by the segment's handle. */
export type Memberships = Record<string, Membership>;
