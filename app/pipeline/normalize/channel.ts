import type { TouchWire } from "../capture/storefront-event.ts";
import type { Signal } from "../shared/signals.ts";

/** A channel by which a visit came; null: none that is counted (typed in, a search engine's own results). */
export type Channel = "email" | "sms" | "social" | "ad" | "affiliate";

export const VISIT_SIGNALS: Record<Channel, Signal> = {
  email: "email_visited",
  sms: "sms_visited",
  social: "social_visited",
  ad: "ad_visited",
  affiliate: "affiliate_visited",
};

// Names of parameters by which networks mark their clicks. fbclid is on every link that leaves Facebook,
// paid or not; the paid ones carry a medium as well, which is asked first.
const CLICK_IDS: ReadonlyMap<string, Channel> = new Map([
  ["gclid", "ad"],
  ["gbraid", "ad"],
  ["wbraid", "ad"],
  ["dclid", "ad"],
  ["msclkid", "ad"],
  ["ttclid", "ad"],
  ["twclid", "ad"],
  ["li_fat_id", "ad"],
  ["epik", "ad"],
  ["rdt_cid", "ad"],
  ["fbclid", "social"],
  ["igshid", "social"],
  ["_kx", "email"],
  ["mc_eid", "email"],
  ["irclickid", "affiliate"],
  ["awc", "affiliate"],
]);

// utm_medium as Google Analytics' default channel groups read it, and what senders of messages write.
const MEDIUMS: [RegExp, Channel][] = [
  [/^(?:e-?mail|newsletter|e[ _]mail)$/, "email"],
  [/^(?:sms|mms|text|whatsapp|push|mobile-?push|web-?push)$/, "sms"],
  [
    /^(?:cpc|ppc|cpm|cpv|paid.*|.*paid|display|banner|retargeting|remarketing|ads?|video-?ad)$/,
    "ad",
  ],
  [/^(?:social|social-network|social-media|sm|organic[_-]social|influencer)$/, "social"],
  [/^(?:affiliates?|partner|referral[_-]program)$/, "affiliate"],
];

// utm_source and referring hosts where the medium says nothing.
const PLACES: [RegExp, Channel][] = [
  [/klaviyo|mailchimp|omnisend|sendinblue|brevo|newsletter|(?:^|\.)mail\./, "email"],
  [/attentive|postscript|smsbump|^sms$/, "sms"],
  [
    /facebook|(?:^|\.)fb\b|instagram|^ig$|tiktok|pinterest|(?:^|\.)pin\.it|twitter|(?:^|\.)t\.co$|(?:^|\.)x\.com$|youtube|reddit|linkedin|lnkd\.in|snapchat|threads\.net|bsky/,
    "social",
  ],
  [/shareasale|awin|impact(?:radius)?|rakuten|cj\.com|partnerize/, "affiliate"],
];

/**
 * The channel of a visit, by what says it most surely: the medium, then the name of a click id, then the
 * source, then the referring host. null: none of them names a channel.
 */
export function readChannel(touch: TouchWire): Channel | null {
  const { medium, clickId, source, referrer } = touch;
  return (
    match(MEDIUMS, medium) ??
    (clickId === null ? undefined : CLICK_IDS.get(clickId)) ??
    match(PLACES, source) ??
    match(PLACES, referrer) ??
    null
  );
}

function match(table: [RegExp, Channel][], text: string | null): Channel | undefined {
  if (text === null) return undefined;
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
