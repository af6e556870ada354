import type { ConsentRecord } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import type { Announcement } from "./announcements.ts";

/** Klaviyo's names for what happened: a flow starts with a metric, as often as it happens. */
const METRICS = { entered: "Entered segment", left: "Left segment" } as const;

const REFUSALS = new Set(["unsubscribed", "redacted"]);

/**
 * Whether a customer may be told of to Klaviyo: not who refused marketing on a channel and agreed on none. Of whom
 * nothing was heard Klaviyo itself decides whom it may write to.
 */
export function mayTellKlaviyo(
  consents: Readonly<Partial<Record<ConsentRecord["channel"], string>>>,
): boolean {
  const states = Object.values(consents);
  return states.includes("subscribed") || !states.some((state) => REFUSALS.has(state));
}

/**
 * One entry of Klaviyo's bulk creation of events; null for what is no event there.
 * @param changeId Klaviyo keeps one event for each, however often it is sent
 */
export function describeForKlaviyo(told: {
  announcement: Announcement;
  customerId: string;
  changeId: string;
  at: Instant;
}): object | null {
  const { announcement, customerId, changeId, at } = told;
  if (announcement.kind === "crossed") return null;
  const { kind, segment, reason } = announcement;
  const event = {
    metric: { data: { type: "metric", attributes: { name: METRICS[kind] } } },
    properties: { Segment: segment.name, "Segment handle": segment.handle, Reason: reason },
    time: new Date(at).toISOString(),
    unique_id: changeId,
  };
  return {
    type: "event-bulk-create",
    attributes: {
      profile: { data: { type: "profile", attributes: { external_id: customerId } } },
      events: { data: [{ type: "event", attributes: event }] },
    },
  };
}
