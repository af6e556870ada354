import type { Malformed } from "./define-topic.ts";
import { keepPrefixedTags, type KeptTags } from "./keep-prefixed-tags.ts";
import { BACKFILL_TOPICS } from "./topics.ts";
import type { BackfillResource } from "./topics.ts";

type BackfillDefinition = (typeof BACKFILL_TOPICS)[number];

const definitions: ReadonlyMap<string, BackfillDefinition> = new Map(
  BACKFILL_TOPICS.map((definition) => [definition.topic, definition]),
);

export type ParsedBackfillRecord =
  | (Extract<ReturnType<BackfillDefinition["read"]>, { outcome: "accepted" }> & {
      /** The resource in this state: a page that is read twice gives the same keys. */
      naturalKey: string;
    })
  | Malformed;

/**
 * Changed when more of a resource is read than before: what was stored with less must not pass for the same.
 * Orders came to have lines and discounts, products a type and a vendor.
 */
const READINGS: Record<BackfillResource, string> = { customers: "", products: ":2", orders: ":2" };

/**
 * Reads one node of an Admin API connection down to the fields that may be stored. With `tagPrefixes`,
 * a customer's other tags are dropped, all but those that are watched.
 */
export function parseBackfillRecord({
  resource,
  node,
  tagPrefixes,
  watchedTags,
}: {
  resource: BackfillResource;
  node: unknown;
} & Partial<KeptTags>): ParsedBackfillRecord {
  const definition = definitions.get(resource);
  if (definition === undefined) return { outcome: "malformed", reason: `${resource}: unknown` };
  const parsed = definition.read(node);
  if (parsed.outcome === "malformed") return parsed;
  if (parsed.topic === "customers" && parsed.wire.tags !== null) {
    parsed.wire.tags = keepPrefixedTags(parsed.wire.tags, tagPrefixes, watchedTags);
  }
  const naturalKey = `${resource}:${parsed.wire.id}:${parsed.wire.updatedAt}${READINGS[resource]}`;
  return { ...parsed, naturalKey };
}
