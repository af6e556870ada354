import { expect, test } from "vitest";
import {
  describeForKlaviyo,
  mayTellKlaviyo,
} from "../../../../app/pipeline/activate/klaviyo-events.ts";

test("Who refused marketing on a channel and agreed on none is not told of to Klaviyo.", () => {
  expect(mayTellKlaviyo({})).toBe(true);
  expect(mayTellKlaviyo({ email: "not_subscribed" })).toBe(true);
  expect(mayTellKlaviyo({ email: "unsubscribed" })).toBe(false);
  expect(mayTellKlaviyo({ email: "redacted", sms: "pending" })).toBe(false);
  expect(mayTellKlaviyo({ email: "unsubscribed", sms: "subscribed" })).toBe(true);
});

test("Only entries and exits are events of Klaviyo's.", () => {
  const told = { customerId: "7", changeId: "c", at: 0 };
  const crossed = {
    kind: "crossed",
    score: "intent",
    points: 50,
    pointsBefore: 0,
    direction: "up",
    threshold: 50,
    reason: "",
  } as const;
  expect(describeForKlaviyo({ ...told, announcement: crossed })).toBeNull();
});
