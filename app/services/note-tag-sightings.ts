import type { PendingRawEvent } from "../db/raw-events.ts";
import type { ShopRow } from "../db/shop.ts";
import { findTagStates, requestTagCheck, saveSeenTags } from "../db/tag-states.ts";
import type { Queryable } from "../db/transaction.ts";
import { readStoredEvent } from "../pipeline/capture/read-stored-event.ts";
import { readTagChange, type TagChange } from "../pipeline/normalize/customer-tags.ts";

/** What the batch says about tags of ours; others were cut off before the events were stored. */
function readSightings(events: PendingRawEvent[]): {
  seen: { customerId: string; tags: string[] }[];
  changes: TagChange[];
} {
  const seen = new Map<string, { customerId: string; tags: string[] }>();
  const changes: TagChange[] = [];
  for (const event of events) {
    if (event.topic !== "customers" && !event.topic.startsWith("customer.tags_")) continue;
    const stored = readStoredEvent(event);
    const { topic, wire } = stored;
    if (topic === "customers" && wire.tags !== null) {
      seen.set(wire.id, { customerId: wire.id, tags: wire.tags });
    } else if (topic === "customer.tags_added" || topic === "customer.tags_removed") {
      changes.push(readTagChange(topic, wire));
    }
  }
  return { seen: [...seen.values()], changes };
}

/**
 * Compares what Shopify says about tags of ours with what should stand there. Our own writes come
 * back as webhooks, late and in any order, so a contradiction is no proof of a merchant's edit: it
 * only makes the writer read the customer before it writes.
 */
export async function noteTagSightings(
  db: Queryable,
  shop: ShopRow,
  events: PendingRawEvent[],
  now: number,
): Promise<void> {
  const { seen, changes } = readSightings(events);
  if (seen.length > 0) await saveSeenTags(db, shop.shopId, seen, now);
  if (changes.length === 0) return;
  const customerIds = [...new Set(changes.map((change) => change.customerId))];
  const states = await findTagStates(db, shop.shopId, customerIds);
  const desiredOf = new Map(states.map((state) => [state.customerId, state.desired]));
  const doubtful = changes.filter((change) => {
    const desired = desiredOf.get(change.customerId) ?? [];
    return change.tags.some((tag) => desired.includes(tag) !== (change.change === "added"));
  });
  await requestTagCheck(
    db,
    shop.shopId,
    [...new Set(doubtful.map((change) => change.customerId))],
    now,
  );
}
