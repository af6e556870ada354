import type { Instant } from "../shared/time.ts";
import type { Condition } from "./condition-tree.ts";
import type { Reason } from "./fact.ts";
import type { MembershipState } from "./situation.ts";

/** A group of customers by condition. */
export interface Segment {
  /** Lower-case words with hyphens; never changes, memberships hang on it. */
  handle: string;
  name: string;
  /** One sentence for the merchant. */
  description: string;
  /** The tag of its members, without the prefix; null: they carry none. */
  tag: string | null;
  /** Who enters. */
  condition: Condition;
  /** Who leaves; null: whoever does not meet the condition any more. */
  leaveWhen: Condition | null;
  /** Who entered stays at least so long, and who left stays out at least so long. */
  minimumStayMs: number;
  minimumAbsenceMs: number;
}

/** What judging needs of a segment. */
export type SegmentRule = Pick<
  Segment,
  "handle" | "condition" | "leaveWhen" | "minimumStayMs" | "minimumAbsenceMs"
>;

/** One segment's word on one profile. */
export interface Membership extends MembershipState {
  /** Whether it is another one than at the look before. */
  changed: boolean;
  /** Why, with the numbers that decided. */
  reason(): Reason;
}

/** Every segment's word on one profile, by the segment's handle. */
export type Memberships = Record<string, Membership>;

/** When a state may be left: at once, or after the time that is set for it. */
export const boundUntil = (
  { minimumStayMs, minimumAbsenceMs }: Pick<Segment, "minimumStayMs" | "minimumAbsenceMs">,
  { member, since }: MembershipState,
): Instant => (since === null ? -Infinity : since + (member ? minimumStayMs : minimumAbsenceMs));
