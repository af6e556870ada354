import { saveCustomerTags, type CustomerTagRecord } from "../db/customer-tags.ts";
import type { ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ReceivedEvent } from "./ingest-shop.ts";

const keyOf = (tag: string): string => tag.trim().toLowerCase();

/** What a batch says about tags of others that are watched: which came and went, or all that a customer carries. */
function readTellings(events: ReceivedEvent[], watched: readonly string[]): CustomerTagRecord[] {
  const told: CustomerTagRecord[] = [];
  for (const { topic, wire } of events) {
    if (topic === "customers" && wire.tags !== null) {
      const carried = new Set(wire.tags.map(keyOf));
      const toldAt = Date.parse(wire.updatedAt);
      for (const tag of watched) {
        told.push({ customerId: wire.id, tag, isThere: carried.has(tag), toldAt });
      }
    } else if (topic === "customer.tags_added" || topic === "customer.tags_removed") {
      const toldAt = Date.parse(wire.occurredAt);
      const isThere = topic === "customer.tags_added";
      for (const tag of new Set(wire.tags.map(keyOf))) {
        if (watched.includes(tag)) told.push({ customerId: wire.customerId, tag, isThere, toldAt });
      }
    }
  }
  return told;
}

/**
 * Keeps what a batch says about tags of others that conditions of the shop name.
 * @returns the customers of whom it said something
 */
export async function noteWatchedTags(
  db: Queryable,
  shop: Pick<ShopRow, "shopId" | "watchedTags">,
  events: ReceivedEvent[],
): Promise<string[]> {
  const told = readTellings(events, shop.watchedTags);
  await saveCustomerTags(db, shop.shopId, told);
  return [...new Set(told.map((row) => row.customerId))];
}

/** The same events without the tags of others, for who looks after ours. */
export function withoutWatchedTags(
  events: ReceivedEvent[],
  watched: readonly string[],
): ReceivedEvent[] {
  const keep = (tags: string[]): string[] => tags.filter((tag) => !watched.includes(keyOf(tag)));
  return events.map((event) => {
    switch (event.topic) {
      case "customers":
        return event.wire.tags === null
          ? event
          : { ...event, wire: { ...event.wire, tags: keep(event.wire.tags) } };
      case "customer.tags_added":
      case "customer.tags_removed":
        return { ...event, wire: { ...event.wire, tags: keep(event.wire.tags) } };
      default:
        return event;
    }
  });
}
