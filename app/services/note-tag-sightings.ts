import type { ShopRow } from "../db/shop.ts";
import { findTagStates, requestTagCheck, saveSeenTags } from "../db/tag-states.ts";
import type { Queryable } from "../db/transaction.ts";
import { contradicts } from "../pipeline/activate/contradicts.ts";
import { readTagChange, type TagChange } from "../pipeline/normalize/customer-tags.ts";
import type { ReceivedEvent } from "./ingest-shop.ts";

/** What the batch says about tags of ours; others were cut off before the events were stored. */
function readSightings(events: ReceivedEvent[]): {
  seen: { customerId: string; tags: string[] }[];
  changes: TagChange[];
} {
  const seen = new Map<string, { customerId: string; tags: string[] }>();
  const changes: TagChange[] = [];
  for (const { topic, wire } of events) {
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
  events: ReceivedEvent[],
  now: number,
): Promise<void> {
  const { seen, changes } = readSightings(events);
  if (seen.length > 0) await saveSeenTags(db, shop.shopId, seen, now);
  if (changes.length === 0) return;
  const customerIds = [...new Set(changes.map((change) => change.customerId))];
  const states = await findTagStates(db, shop.shopId, customerIds);
  const stateOf = new Map(states.map((state) => [state.customerId, state]));
  // What is being taken off, or was, is wanted by nobody, whatever the segments say.
  const isOff = shop.tagMode === "cleaning" || shop.tagMode === "cleaned";
  const doubtful = changes.filter((change) => {
    const { desired = [], written = [], inDoubt = false } = stateOf.get(change.customerId) ?? {};
    if (contradicts(change, isOff ? [] : desired)) return true;
    // Somebody did what was about to be written. Were the wish taken back now, it would stand unknown. While a
    // write of ours is under way it is its echo.
    return !inDoubt && contradicts(change, written);
  });
  await requestTagCheck(
    db,
    shop.shopId,
    [...new Set(doubtful.map((change) => change.customerId))],
    now,
  );
}
