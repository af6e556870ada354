import type { SlotRow } from "../../shared/records.ts";
import type { Signal } from "../../shared/signals.ts";
import { DAY_MS, dayOf, dayStart, slotStart } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";

export const CHANNELS = ["email", "sms", "push", "social", "ad"] as const;

export type ResponseChannel = (typeof CHANNELS)[number];

/**
 * What counts as an answer over a channel: coming by it, a click, a reply. Opens of emails are none: mail programs
 * open messages that nobody reads.
 */
export const RESPONSE_SIGNALS: Record<ResponseChannel, readonly Signal[]> = {
  email: ["email_clicked", "email_visited"],
  sms: ["sms_clicked", "sms_replied", "sms_visited"],
  push: ["push_clicked"],
  social: ["social_engaged", "social_visited"],
  ad: ["ad_clicked", "ad_visited"],
};

/** So far answers are looked back for: half a year, over which habits and a merchant's mailings stay alike. */
export const RESPONSE_WINDOW_DAYS = 182;

const WEEK_DAYS = 7;

/** How often a customer answered over a channel, and for how long it could be seen. */
export interface ChannelResponse {
  /** Days of UTC with at least one answer: a click and the visit that it leads to are one. */
  days: number;
  /** At least one, since a rate over less says nothing. */
  weeks: number;
}

/**
 * Answers over each channel in the half year before the midnight that begins the day of `asOf`, from the roll-up of all
 * the customer's identities. They can be seen from the first thing known of the customer, and of a channel from the
 * first answer that the shop ever had over it: before that, nobody told.
 * @param channelsSince null: the shop has no answer over the channel yet; such a channel is left out
 */
export function countResponses(input: {
  rows: readonly SlotRow[];
  firstSeenAt: Instant;
  channelsSince: Readonly<Partial<Record<ResponseChannel, Instant | null>>>;
  asOf: Instant;
}): Map<ResponseChannel, ChannelResponse> {
  const { rows, firstSeenAt, channelsSince, asOf } = input;
  const end = dayOf(asOf);
  const responses = new Map<ResponseChannel, ChannelResponse>();
  for (const channel of CHANNELS) {
    const since = channelsSince[channel] ?? null;
    if (since === null) continue;
    const days = new Set<number>();
    for (const { signal, slot } of rows) {
      const day = dayOf(slotStart(slot));
      if (!RESPONSE_SIGNALS[channel].includes(signal)) continue;
      if (day >= end - RESPONSE_WINDOW_DAYS && day < end) days.add(day);
    }
    responses.set(channel, {
      days: days.size,
      weeks: weeksSeen({ from: Math.max(since, firstSeenAt), end }),
    });
  }
  return responses;
}

function weeksSeen({ from, end }: { from: Instant; end: number }): number {
  const days = (dayStart(end) - dayStart(dayOf(from))) / DAY_MS;
  return Math.max(1, Math.min(RESPONSE_WINDOW_DAYS, days) / WEEK_DAYS);
}
