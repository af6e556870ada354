import { expect, test } from "vitest";
import { refusalWords } from "../../../app/components/quality/refusal-words.ts";
import { testWords } from "../../support/words.ts";

const what = (reason: string, outcome: "rejected" | "ignored" = "rejected") =>
  refusalWords(testWords("quality"), { outcome, reason }).what;

test.each([
  ["no-consent", "Sent without consent to analytics"],
  [
    "browse_events: consent.analytics: expected the visitor's consent: without it nothing may be sent",
    "Sent without consent to analytics",
  ],
  ["orders/create: not JSON", "It could not be read at all"],
  ["malformed", "It could not be read at all"],
  ["event: kind: unknown kind", "An event of a kind that is not known"],
  ["event: occurredAt: expected an ISO 8601 time with its offset", "A time could not be read"],
  ["customers: createdAt: expected an ISO 8601 time with its offset", "A time could not be read"],
  [
    "orders/create: created_at: expected an ISO 8601 time with its offset",
    "A time could not be read",
  ],
  ["browse_events: more than 50 events", "Too large"],
  ["browse_events: more than 65536 bytes", "Too large"],
  ["unknown-topic", "A topic that nobody here reads"],
  ["wrong-signature", "The signature does not fit"],
  ["too-old", "Its time is too long ago, or in the future"],
  ["no-identity", "It named nobody"],
  ["orders/create: customer.id: expected an id", "A field is not as expected"],
  ["a reason that nobody has written yet", "A field is not as expected"],
])("%s is: %s", (reason, words) => {
  expect(what(reason)).toBe(words);
});

test("what is ignored is named for what it is, be its name what it may", () => {
  expect(what("Order Completed", "ignored")).toBe("A name that nothing counts");
  expect(what("malformed", "ignored")).toBe("A name that nothing counts");
  expect(what("no-consent", "ignored")).toBe("Sent without consent to analytics");
});
