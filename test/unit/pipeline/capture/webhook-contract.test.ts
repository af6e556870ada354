import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../../../app/pipeline/capture/parse-webhook.ts";
import { readStoredEvent } from "../../../../app/pipeline/capture/read-stored-event.ts";
import { WEBHOOK_TOPICS } from "../../../../app/pipeline/capture/topics.ts";
import { normalizeRawEvent } from "../../../../app/pipeline/normalize/normalize.ts";
import { PERSONAL, SAMPLE_VERSIONS, sampleOf } from "../../../support/webhook-samples.ts";

const TOPICS = WEBHOOK_TOPICS.map(({ topic }) => topic);
const PRIVACY = ["customers/data_request", "customers/redact", "shop/redact"];

/** What the package holds no sample of: the topic was not there yet, or not told of. */
const WITHOUT_SAMPLE: Record<string, string[]> = {
  "2023-07": ["app/scopes_update", ...PRIVACY],
  "2023-10": ["app/scopes_update", ...PRIVACY],
  "2024-01": ["app/scopes_update", ...PRIVACY],
  "2024-04": ["app/scopes_update"],
  "2024-07": ["app/scopes_update"],
};

test("the package holds thirteen versions, the oldest of 2023", () => {
  expect(SAMPLE_VERSIONS).toHaveLength(13);
  expect(SAMPLE_VERSIONS[0]).toBe("2023-07");
});

describe.each(SAMPLE_VERSIONS)("in version %s", (version) => {
  const samples = TOPICS.flatMap((topic) => {
    const sample = sampleOf(topic, version);
    return sample === null ? [] : [{ topic, body: JSON.stringify(sample) }];
  });

  test("every topic has a sample but those that are named", () => {
    const sampled = new Set<string>(samples.map(({ topic }) => topic));
    const missing = TOPICS.filter((topic) => !sampled.has(topic));
    expect(missing.toSorted()).toEqual((WITHOUT_SAMPLE[version] ?? []).toSorted());
  });

  test.each(samples)(
    "Shopify's sample of $topic is accepted, holds nothing personal, reads the same when stored, and is normalized",
    ({ topic, body }) => {
      const parsed = parseWebhook({ topic, body, triggeredAt: "2026-01-01T00:00:00Z" });
      if (parsed.outcome !== "accepted") throw new Error(JSON.stringify(parsed));
      const stored = JSON.stringify(parsed.wire);
      // A field's name of Shopify's own, with nothing of an address below it.
      expect(stored.replaceAll('"email_marketing_consent"', "")).not.toMatch(PERSONAL);
      const read = readStoredEvent({ source: "webhook", topic, wire: JSON.parse(stored) });
      expect(read.wire).toEqual(parsed.wire);
      expect(() => normalizeRawEvent({ ...read, receivedAt: 0, currency: "USD" })).not.toThrow();
    },
  );
});

test("the samples hold the personal data that is looked for", () => {
  const told = JSON.stringify(TOPICS.map((topic) => sampleOf(topic)));
  for (const word of ["@", "555-", "Biller", "Steve", "Ottawa", "first_name"]) {
    expect(told).toContain(word);
  }
});
