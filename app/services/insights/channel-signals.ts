import type { EngagementChannel } from "../../db/insights/insight-values.ts";
import { RESPONSE_SIGNALS } from "../../pipeline/predict/channels/response-days.ts";
import type { Signal } from "../../pipeline/shared/signals.ts";

/** What counts as an answer over a channel: as in predictions, where opened emails are none, and the shop's own app. */
const ANSWERS: Record<EngagementChannel, readonly Signal[]> = {
  email: RESPONSE_SIGNALS.email,
  sms: RESPONSE_SIGNALS.sms,
  social: RESPONSE_SIGNALS.social,
  app: ["app_opened", "screen_viewed", ...RESPONSE_SIGNALS.push],
  ad: RESPONSE_SIGNALS.ad,
  affiliate: ["affiliate_visited"],
};

/** Of these, the ones that begin a visit. */
const VISITS: ReadonlySet<Signal> = new Set([
  "email_visited",
  "sms_visited",
  "social_visited",
  "ad_visited",
  "affiliate_visited",
  "app_opened",
]);

export const CHANNEL_SIGNALS: {
  signal: Signal;
  channel: EngagementChannel;
  isVisit: boolean;
}[] = (Object.keys(ANSWERS) as EngagementChannel[]).flatMap((channel) =>
  ANSWERS[channel].map((signal) => ({ signal, channel, isVisit: VISITS.has(signal) })),
);
