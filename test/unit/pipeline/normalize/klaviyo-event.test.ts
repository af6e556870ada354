import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hashAddress } from "../capture/api-batch.ts";
import { addressesRow, klaviyoRows, RECEIVED_AT, tellRow } from "./tell.ts";

const DELIVERY: unknown = JSON.parse(
  readFileSync(new URL("../../../fixtures/klaviyo-events.json", import.meta.url), "utf8"),
);
const customer = { kind: "customer", key: "7317230469126" };
const email = { kind: "email", key: hashAddress("email", "ada@example.com") };
const phone = { kind: "phone", key: hashAddress("phone", "+442079460958") };

test("an event hangs on the most certain id and ties the others to it", () => {
  const [opened] = klaviyoRows(DELIVERY).map(tellRow);
  expect(opened?.events).toEqual([
    {
      key: "klaviyo:73WCCK7JKtE",
      signal: "email_opened",
      subject: customer,
      occurredAt: Date.parse("2026-11-23T09:59:46Z"),
      value: 0,
      about: "campaign:autumn sale",
      trust: "signed",
    },
  ]);
  expect(opened?.links).toMatchObject([
    { from: customer, to: email, reason: "message" },
    { from: customer, to: phone, reason: "message" },
  ]);
});

test("of an address alone it hangs on the address, which Shopify's record makes the customer's", () => {
  const [, clicked] = klaviyoRows(DELIVERY).map(tellRow);
  expect(clicked?.events).toMatchObject([{ signal: "email_clicked", subject: email }]);
  const record = addressesRow({
    customerId: customer.key,
    email: "Ada@Example.com",
    phone: "not a phone number",
    updatedAt: "2026-11-01T00:00:00Z",
  });
  expect(tellRow(record).links).toEqual([
    { from: customer, to: email, reason: "address", at: Date.parse("2026-11-01T00:00:00Z") },
  ]);
});

test("an event from the future happened when it arrived", () => {
  const event = {
    topic: "event:klaviyo.sent_sms",
    external_id: "e-1",
    payload: {
      data: {
        attributes: {
          datetime: "2099-01-01T00:00:00Z",
          event_properties: { phone_number: "+442079460958" },
        },
      },
    },
  };
  const [told] = klaviyoRows({ data: [event] }).map(tellRow);
  expect(told?.events).toMatchObject([
    { signal: "sms_replied", subject: phone, occurredAt: RECEIVED_AT, about: null },
  ]);
});
