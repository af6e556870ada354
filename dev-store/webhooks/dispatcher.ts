import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import type { DevDatabase } from "../state/database.ts";
import type { EventSubscription } from "../next-gen/event-subscriptions.ts";
import type { WebhookSubscription } from "./app-toml.ts";
import { createDeliveryRunner } from "./delivery-runner.ts";
import { openDeliveryQueue } from "./delivery-queue.ts";
import type { QueueCounts } from "./delivery-queue.ts";
import { createFaults } from "./faults.ts";
import type { WebhookFaults } from "./faults.ts";
import { selectFields } from "./include-fields.ts";
import { writeJson } from "./json-text.ts";
import type { JsonObject } from "./json-text.ts";
import { sendDelivery } from "./send-delivery.ts";
import type { SendResult } from "./send-delivery.ts";

const DEFAULT_CONCURRENCY = 16;

export interface WebhookDispatcherOptions {
  database: DevDatabase;
  clock: { now(): number };
  app: { appUrl: string; clientSecret: string };
  subscriptions: readonly WebhookSubscription[];
  /** Of the toml; goes into X-Shopify-API-Version. */
  apiVersion: string;
  /** Deliveries under way at a time; default 16. */
  concurrency?: number;
  /** Told of each failed attempt. */
  onFailure?: (failure: { topic: string; shop: string; webhookId: string; reason: string }) => void;
}

export interface WebhookInput {
  shop: string;
  /** As in X-Shopify-Topic: `orders/create`, `customer.tags_added`. */
  topic: string;
  payload: JsonObject;
  /** One per merchant action: give the same to all webhooks that one action causes. */
  eventId?: string;
  /** ms of the dev store's clock. */
  triggeredAt: number;
  /** Not before this instant (shop/redact comes 48 hours after the uninstall); default at once. */
  deliverAt?: number;
}

export interface EventInput {
  shop: string;
  subscription: EventSubscription;
  apiVersion: string;
  payload: JsonObject;
  eventId: string;
  /** ms of the dev store's clock. */
  at: number;
}

export interface WebhookDispatcher {
  /** Queues one delivery per subscription of the topic, durable with the caller's transaction; gives their number. */
  enqueue(webhook: WebhookInput): number;
  /** Queues one Next Gen Event, which is tried and retried like a webhook. */
  enqueueEvent(event: EventInput): void;
  /** Takes back what was not delivered yet: a reinstall calls off shop/redact. Gives their number. */
  cancel(target: { shop: string; topic: string }): number;
  /** Whether a webhook about something, by its id, is still to be delivered to the shop's app. */
  isOnItsWay(about: { shop: string; id: string }): boolean;
  start(): void;
  /** Ends sending; resolves when the attempts under way have ended. The queue stays. */
  stop(): Promise<void>;
  /**
   * Resolves when nothing is left to deliver. Retries count however late they are due; a webhook
   * that was deferred counts from its instant on. Rejects when the dispatcher does not run.
   */
  idle(): Promise<void>;
  /** Deliveries not yet done: ready, under way, or waiting for a retry. */
  pending(): number;
  counts(): QueueCounts;
  faults: WebhookFaults;
}

/**
 * Delivers webhooks as Shopify does, from a queue in the dev store's database. At least once: a
 * process killed between the app's answer and its own note of it delivers again, with the same id.
 */
export function createWebhookDispatcher(options: WebhookDispatcherOptions): WebhookDispatcher {
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const byTopic = indexByTopic(options.subscriptions);
  const queue = openDeliveryQueue(options.database);
  const faults = createFaults();
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const target = { ...options.app, apiVersion: options.apiVersion, agent };

  const runner = createDeliveryRunner({
    queue,
    faults,
    concurrency,
    now: () => options.clock.now(),
    send: async (delivery): Promise<SendResult> => {
      const result = await sendDelivery(delivery, target);
      const isSuccess = result.status !== null && result.status >= 200 && result.status < 300;
      if (!isSuccess) {
        const { topic, shop, webhookId } = delivery;
        options.onFailure?.({ topic, shop, webhookId, reason: result.reason });
      }
      return result;
    },
  });

  const pending = (): number => {
    const { ready, taken, waiting } = queue.counts();
    return ready + taken + waiting;
  };

  return {
    enqueue({ shop, topic, payload, eventId = randomUUID(), triggeredAt, deliverAt }) {
      const subscriptions = byTopic.get(topic) ?? [];
      for (const { includeFields, uri, name } of subscriptions) {
        queue.add({
          webhookId: randomUUID(),
          eventId,
          shop,
          topic,
          uri,
          name: name ?? null,
          body: writeJson(selectFields(payload, includeFields)),
          triggeredAt,
          event: null,
          dueAt: deliverAt ?? null,
        });
      }
      if (subscriptions.length > 0) runner.wake();
      return subscriptions.length;
    },
    enqueueEvent({ shop, subscription, apiVersion, payload, eventId, at }) {
      const { topic, handle, uri } = subscription;
      queue.add({
        webhookId: randomUUID(),
        eventId,
        shop,
        topic,
        uri,
        name: null,
        body: writeJson(payload),
        triggeredAt: at,
        event: { handle, action: "update", apiVersion },
        dueAt: null,
      });
      runner.wake();
    },
    cancel: ({ shop, topic }) => queue.cancel(shop, topic),
    isOnItsWay: ({ shop, id }) => queue.holds(shop, id),
    start: () => runner.start(),
    async stop() {
      await runner.stop();
      agent.destroy();
    },
    async idle() {
      while (!queue.isDone(options.clock.now())) await runner.settled();
    },
    pending,
    counts: () => queue.counts(),
    faults,
  };
}

function indexByTopic(
  subscriptions: readonly WebhookSubscription[],
): Map<string, WebhookSubscription[]> {
  const byTopic = new Map<string, WebhookSubscription[]>();
  for (const subscription of subscriptions) {
    const { filter, topics, complianceTopics } = subscription;
    // Delivering everything in spite of a filter would be a dev store kinder than Shopify.
    if (filter !== undefined) throw new Error(`The dev store evaluates no filter: ${filter}`);
    for (const topic of [...topics, ...complianceTopics]) {
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), subscription]);
    }
  }
  return byTopic;
}
