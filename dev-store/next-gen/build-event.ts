import { toGid } from "../admin-api/gid.ts";
import type { JsonObject, JsonValue } from "../webhooks/json-text.ts";
import { isTriggeredBy } from "./event-subscriptions.ts";
import type { EventSubscription } from "./event-subscriptions.ts";

/** What a merchant changed about one variant, in the words of triggers: "product.variants.price". */
export interface VariantChange {
  productId: string;
  variantId: string;
  paths: string[];
}

export type RunEventQuery = (
  query: string,
  variables: Record<string, string>,
) => Record<string, JsonValue>;

/**
 * The body of a delivery, or null where nothing of the change is a trigger of the subscription. The ids
 * in the paths are those of the change; the query's answer is what stands when it is asked.
 */
export function buildEvent(
  subscription: EventSubscription,
  change: VariantChange,
  runQuery: RunEventQuery,
): JsonObject | null {
  const { topic, handle, triggers, query } = subscription;
  const paths = change.paths.filter((path) =>
    triggers.some((trigger) => isTriggeredBy(path, trigger)),
  );
  if (paths.length === 0) return null;
  const variables = {
    productId: toGid("Product", change.productId),
    variantsId: toGid("ProductVariant", change.variantId),
  };
  return {
    topic,
    action: "update",
    handle,
    fields_changed: {
      added: [],
      updated: paths.map((path) => describePath(path, variables)),
      removed: [],
    },
    query_variables: variables,
    ...(query === undefined ? {} : runQuery(query, variables)),
  };
}

/** "product[id: 'gid://…'].variants[id: 'gid://…'].price" */
function describePath(path: string, ids: { productId: string; variantsId: string }): string {
  const [product = "", variants = "", ...rest] = path.split(".");
  const named = [`${product}[id: '${ids.productId}']`, `${variants}[id: '${ids.variantsId}']`];
  return [...named, ...rest].join(".");
}
