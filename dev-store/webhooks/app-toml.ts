import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { z } from "zod";
import { EventsSchema } from "../next-gen/event-subscriptions.ts";
import type { EventSettings } from "../next-gen/event-subscriptions.ts";

/** One webhook subscription as declared; compliance topics stand in their own list, as in the file. */
export interface WebhookSubscription {
  topics: string[];
  complianceTopics: string[];
  /** Relative to the app's URL, or absolute https. */
  uri: string;
  /** Empty: the whole payload. */
  includeFields: string[];
  filter?: string;
  name?: string;
}

export interface AppProxySettings {
  url: string;
  prefix: string;
  subpath: string;
}

export interface AppToml {
  clientId?: string;
  name: string;
  scopes: string[];
  apiVersion: string;
  subscriptions: WebhookSubscription[];
  /** Next Gen Events. */
  events?: EventSettings;
  appProxy?: AppProxySettings;
}

const COMPLIANCE_TOPICS = ["customers/data_request", "customers/redact", "shop/redact"] as const;

const SubscriptionSchema = z
  .strictObject({
    topics: z.array(z.string().regex(/^[a-z_]+(\/|\.)[a-z_]+$/)).default([]),
    compliance_topics: z.array(z.enum(COMPLIANCE_TOPICS)).default([]),
    uri: z.string().regex(/^(\/|https:\/\/)/, "must be relative or https"),
    include_fields: z.array(z.string().min(1)).default([]),
    filter: z.string().optional(),
    name: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,50}$/)
      .optional(),
  })
  .refine((entry) => entry.topics.length + entry.compliance_topics.length > 0, {
    message: "needs topics or compliance_topics",
  });

const AppTomlSchema = z.object({
  name: z.string().min(1),
  client_id: z.string().optional(),
  application_url: z.url(),
  embedded: z.boolean(),
  access_scopes: z.object({ scopes: z.string() }),
  auth: z.object({ redirect_urls: z.array(z.url()) }),
  webhooks: z.object({
    api_version: z.string().regex(/^(\d{4}-\d{2}|unstable)$/),
    subscriptions: z.array(SubscriptionSchema).default([]),
  }),
  events: EventsSchema.optional(),
  app_proxy: z
    .strictObject({
      url: z.string().min(1),
      prefix: z.enum(["apps", "a", "community", "tools"]),
      subpath: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,30}$/)
        .refine((value) => !["admin", "services", "password", "login"].includes(value)),
    })
    .optional(),
});

/**
 * Reads and checks an app configuration file as Shopify's CLI would on deploy.
 * Throws with the file's name and every fault; also on two subscriptions for one topic, uri and filter.
 */
export function readAppToml(path: string): AppToml {
  return parseAppToml(readFileSync(path, "utf8"), path);
}

/** As readAppToml, for a text; `path` only names the file in errors. */
export function parseAppToml(text: string, path = "shopify.app.toml"): AppToml {
  const parsed = AppTomlSchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`${path} is refused:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;

  const subscriptions = data.webhooks.subscriptions.map((entry): WebhookSubscription => {
    const subscription: WebhookSubscription = {
      topics: entry.topics,
      complianceTopics: entry.compliance_topics,
      uri: entry.uri,
      includeFields: entry.include_fields,
    };
    if (entry.filter !== undefined) subscription.filter = entry.filter;
    if (entry.name !== undefined) subscription.name = entry.name;
    return subscription;
  });
  refuseRepeats(subscriptions, path);

  const toml: AppToml = {
    name: data.name,
    scopes: data.access_scopes.scopes
      .split(",")
      .map((scope) => scope.trim())
      .filter((scope) => scope !== ""),
    apiVersion: data.webhooks.api_version,
    subscriptions,
  };
  if (data.client_id !== undefined) toml.clientId = data.client_id;
  if (data.events !== undefined) {
    // Shopify's words on deploy.
    if (!toml.scopes.some((scope) => /^(read|write)_products$/.test(scope))) {
      throw new Error(`${path} is refused: Missing scope for event topic: Product (read_products)`);
    }
    toml.events = data.events;
  }
  if (data.app_proxy !== undefined) toml.appProxy = data.app_proxy;
  return toml;
}

function refuseRepeats(subscriptions: WebhookSubscription[], path: string): void {
  const seen = new Set<string>();
  for (const { topics, complianceTopics, uri, filter } of subscriptions) {
    for (const topic of [...topics, ...complianceTopics]) {
      // A compliance topic may be declared once in all, whatever its uri.
      const key = complianceTopics.includes(topic) ? topic : `${topic} ${uri} ${filter ?? ""}`;
      if (seen.has(key)) throw new Error(`${path} is refused: ${topic} is subscribed to twice`);
      seen.add(key);
    }
  }
}
