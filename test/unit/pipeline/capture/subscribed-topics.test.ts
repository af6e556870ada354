import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { expect, test } from "vitest";
import { z } from "zod";
import { NEXT_GEN_TOPICS, WEBHOOK_TOPICS } from "../../../../app/pipeline/capture/topics.ts";
import { ROOT } from "../../../support/source-files.ts";

const TomlSchema = z.object({
  webhooks: z.object({
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
        include_fields: z.array(z.string()).default([]),
      }),
    ),
  }),
  events: z.object({
    subscription: z.array(
      z.object({ topic: z.string(), actions: z.array(z.string()), query: z.string() }),
    ),
  }),
});
const toml = TomlSchema.parse(parseToml(readFileSync(join(ROOT, "shopify.app.toml"), "utf8")));

test("the topics read are the topics subscribed to in shopify.app.toml", () => {
  const subscribed = toml.webhooks.subscriptions.flatMap((subscription) => [
    ...subscription.topics,
    ...subscription.compliance_topics,
  ]);
  expect(WEBHOOK_TOPICS.map(({ topic }) => topic).toSorted()).toEqual(subscribed.toSorted());
});

test("the Next Gen Events read are those subscribed to", () => {
  const subscribed = toml.events.subscription.flatMap(({ topic, actions }) =>
    actions.map((action) => `${topic}/${action}`),
  );
  expect(NEXT_GEN_TOPICS.map(({ topic }) => topic)).toEqual(subscribed);
});

test("no subscription asks for a field that holds a name, an address or a number", () => {
  const asked = toml.webhooks.subscriptions.flatMap(({ include_fields }) => include_fields);
  const consent = /^(email|sms)_marketing_consent\.(state|consent_updated_at)$/;
  const telling = asked.filter((field) => !consent.test(field));
  const personal = /email|phone|name$|address|note|ip$|billing|shipping_address/;
  const allowed = ["source_name"];
  expect(telling.filter((field) => personal.test(field) && !allowed.includes(field))).toEqual([]);
  for (const { query } of toml.events.subscription) {
    expect(query).not.toMatch(/email|phone|address|customer/i);
  }
});
