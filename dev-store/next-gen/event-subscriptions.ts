import { z } from "zod";

/** One Next Gen Event subscription as declared in the app's toml. */
export interface EventSubscription {
  handle: string;
  /** The GraphQL type: "Product". */
  topic: string;
  actions: string[];
  /** Dot paths; empty: any change. */
  triggers: string[];
  /** Relative to the app's URL, or absolute https. */
  uri: string;
  /** Asked of the Admin API for each delivery; its answer is the body's `data`. */
  query?: string;
}

export interface EventSettings {
  apiVersion: string;
  subscriptions: EventSubscription[];
}

const MAX_HANDLE_LENGTH = 100;

/** What the dev store can tell of. Anything else is refused at the start and not left unsent in silence. */
const TELLABLE = ["product.variants.price", "product.variants.compareAtPrice"];

const SubscriptionSchema = z.strictObject({
  handle: z
    .string()
    .max(MAX_HANDLE_LENGTH)
    .regex(/^[a-zA-Z0-9_-]+$/)
    .refine((handle) => handle !== "events", "is reserved by Shopify"),
  topic: z.literal("Product", { error: "the dev store sends Next Gen Events of Product alone" }),
  actions: z.array(
    z.literal("update", { error: "the dev store sends Next Gen Events of update alone" }),
  ),
  triggers: z
    .array(
      z.string().refine((trigger) => TELLABLE.some((path) => isTriggeredBy(path, trigger)), {
        error: `the dev store notices changes of ${TELLABLE.join(" and ")} alone`,
      }),
    )
    .min(1),
  uri: z.string().regex(/^(\/|https:\/\/)/, "must be relative or https"),
  query: z.string().optional(),
});

/** The `[events]` of an app's toml. A `query_filter` is refused: nothing here evaluates one. */
export const EventsSchema = z
  .strictObject({
    api_version: z.string().regex(/^(\d{4}-\d{2}|unstable)$/),
    subscription: z.array(SubscriptionSchema).min(1),
  })
  .refine(({ subscription }) => isDistinct(subscription.map(({ handle }) => handle)), {
    error: "two subscriptions have one handle",
  })
  .transform(({ api_version, subscription }): EventSettings => ({
    apiVersion: api_version,
    subscriptions: subscription.map(({ query, ...rest }) =>
      query === undefined ? rest : { ...rest, query },
    ),
  }));

/** `product.variants.price` by itself, by `product.variants.*` and by `product.*`. */
export function isTriggeredBy(path: string, trigger: string): boolean {
  return trigger.endsWith(".*") ? path.startsWith(trigger.slice(0, -1)) : path === trigger;
}

const isDistinct = (texts: string[]): boolean => new Set(texts).size === texts.length;
