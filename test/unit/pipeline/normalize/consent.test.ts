import { expect, test } from "vitest";
import { RECEIVED_AT, tellWebhook } from "./tell.ts";

const CHANGED_AT = "2026-01-01T10:00:00+01:00";
const TRIGGERED_AT = "2026-02-02T00:00:00Z";
const at = Date.parse(CHANGED_AT);

const tellEmail = (consent: object | null, triggeredAt?: string) =>
  tellWebhook(
    "customers_email_marketing_consent/update",
    { customer_id: 77, email_address: "bob@example.com", email_marketing_consent: consent },
    triggeredAt,
  );
const tellSms = (consent: object | null, triggeredAt?: string) =>
  tellWebhook(
    "customers_marketing_consent/update",
    { id: 77, phone: "+15550100", sms_marketing_consent: consent },
    triggeredAt,
  );

test.each([
  ["email", tellEmail, "SUBSCRIBED", "email_subscribed"],
  ["email", tellEmail, "unsubscribed", "email_unsubscribed"],
  ["sms", tellSms, "subscribed", "sms_subscribed"],
  ["sms", tellSms, "unsubscribed", "sms_unsubscribed"],
])("a choice about %s is a record and an event of the customer", (channel, tell, state, signal) => {
  const told = tell({ state, consent_updated_at: CHANGED_AT });
  expect(told.consents).toEqual([
    { customerId: "77", channel, state: state.toLowerCase(), sourceUpdatedAt: at },
  ]);
  expect(told.events).toEqual([
    {
      key: `customer:77:${at}:${signal}`,
      signal,
      subject: { kind: "customer", key: "77" },
      occurredAt: at,
      value: 0,
      about: null,
      trust: "signed",
    },
  ]);
});

test.each(["not_subscribed", "pending", "redacted", "invalid", "constructor"])(
  "the state %s is nobody's choice: a record without an event",
  (state) => {
    const told = tellEmail({ state, consent_updated_at: CHANGED_AT });
    expect(told.consents).toMatchObject([{ state }]);
    expect(told.events).toEqual([]);
  },
);

test("a change without its time happened when the delivery says, else when it came", () => {
  const consent = { state: "subscribed", consent_updated_at: null };
  expect(tellSms(consent, TRIGGERED_AT).events[0]?.occurredAt).toBe(Date.parse(TRIGGERED_AT));
  expect(tellSms(consent).events[0]?.occurredAt).toBe(RECEIVED_AT);
});

test.each([null, { state: null, consent_updated_at: CHANGED_AT }])(
  "no consent says nothing: %j",
  (consent) => {
    const told = tellEmail(consent);
    expect([told.events, told.consents]).toEqual([[], []]);
  },
);
