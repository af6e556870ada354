import type { EmailConsentWire, SmsConsentWire } from "../capture/consent-wire.ts";
import type { ConsentRecord, Normalized } from "../shared/records.ts";
import type { Signal } from "../shared/signals.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstantOrNull } from "./instant.ts";

/** The states that a customer chose. The others say that nobody was asked, or that the answer is out. */
const CHOICES: Record<ConsentRecord["channel"], Partial<Record<string, Signal>>> = {
  email: { subscribed: "email_subscribed", unsubscribed: "email_unsubscribed" },
  sms: { subscribed: "sms_subscribed", unsubscribed: "sms_unsubscribed" },
};

/** A customer's marketing consent by email. */
export function normalizeEmailConsent(wire: EmailConsentWire, receivedAt: Instant): Normalized {
  const consent = wire.email_marketing_consent;
  const told = { customerId: wire.customer_id, channel: "email", told_at: wire.told_at } as const;
  return normalizeConsent({ ...told, consent, receivedAt });
}

/** A customer's marketing consent by text message. */
export function normalizeSmsConsent(wire: SmsConsentWire, receivedAt: Instant): Normalized {
  const consent = wire.sms_marketing_consent;
  const told = { customerId: wire.id, channel: "sms", told_at: wire.told_at } as const;
  return normalizeConsent({ ...told, consent, receivedAt });
}

/**
 * A record of the state, and an event where the customer chose it. One choice that is told twice, also
 * by another delivery, has the same instant and is one fact.
 */
function normalizeConsent(told: {
  customerId: string;
  channel: ConsentRecord["channel"];
  consent: EmailConsentWire["email_marketing_consent"];
  told_at: string | null;
  receivedAt: Instant;
}): Normalized {
  const normalized = emptyNormalized();
  const { customerId, channel, consent } = told;
  const state = consent?.state ?? null;
  if (consent === null || state === null) return normalized;
  const changedAt =
    toInstantOrNull(consent.consent_updated_at) ?? toInstantOrNull(told.told_at) ?? told.receivedAt;
  normalized.consents.push({ customerId, channel, state, sourceUpdatedAt: changedAt });
  const signal = Object.hasOwn(CHOICES[channel], state) ? CHOICES[channel][state] : undefined;
  if (signal !== undefined) {
    normalized.events.push({
      key: `customer:${customerId}:${changedAt}:${signal}`,
      signal,
      subject: { kind: "customer", key: customerId },
      occurredAt: changedAt,
      value: 0,
      about: null,
      trust: "signed",
    });
  }
  return normalized;
}
