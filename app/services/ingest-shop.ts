import type pg from "pg";
import { saveCollections, saveVariants } from "../db/catalog.ts";
import { saveConsents } from "../db/consents.ts";
import { tryLockShop } from "../db/locks.ts";
import { saveOrderLines } from "../db/order-lines.ts";
import {
  loadPendingRawEvents,
  markIngested,
  markUnreadable,
  removeRawEvents,
  type PendingRawEvent,
} from "../db/raw-events.ts";
import { eraseShop } from "../db/redaction.ts";
import {
  findCustomersOfOrders,
  saveCustomers,
  saveOrders,
  saveProducts,
  saveRefunds,
} from "../db/records.ts";
import { noteChange } from "../db/shop-changes.ts";
import { findShopById, type ShopRow } from "../db/shop.ts";
import { announceDue } from "../db/shop-work.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { readStoredEvent } from "../pipeline/capture/read-stored-event.ts";
import type { SourcedWire } from "../pipeline/capture/topics.ts";
import { findToldRecord } from "../pipeline/normalize/find-told-record.ts";
import { latestRecords } from "../pipeline/normalize/latest-records.ts";
import { normalizeRawEvent } from "../pipeline/normalize/normalize.ts";
import type { Normalized } from "../pipeline/shared/records.ts";
import { addEvents } from "./add-events.ts";
import { becomeReady } from "./become-ready.ts";
import { notePriceChanges } from "./note-price-changes.ts";
import { noteShopUpdates } from "./note-shop-updates.ts";
import { noteTagSightings } from "./note-tag-sightings.ts";
import { noteChangedOrders } from "./note-changed-orders.ts";
import { noteWatchedTags, withoutWatchedTags } from "./note-watched-tags.ts";
import { watchCatalog } from "./watch-catalog.ts";
import { withoutErased } from "./without-erased.ts";

/** A stored event with its type given back, read once for all who look at it. */
export type ReceivedEvent = SourcedWire & { receivedAt: number };

export type IngestOutcome =
  | { outcome: "ingested"; events: number }
  | { outcome: "nothing-pending" }
  /** Another worker ingests this shop. */
  | { outcome: "busy" };

/**
 * Takes a batch of a shop's raw events into records, identities, roll-up and due-times, in one
 * transaction: killed at any moment it has happened whole or not at all.
 */
export async function ingestShop(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  limit: number;
}): Promise<IngestOutcome> {
  const { shopId, now } = options;
  return inTransaction(options.pool, async (db) => {
    if (!(await tryLockShop(db, "ingest", shopId))) return { outcome: "busy" };
    const pending = await loadPendingRawEvents(db, shopId, options.limit);
    if (pending.length === 0) return { outcome: "nothing-pending" };
    const shop = await findShopById(db, shopId);
    if (!shop) {
      // What was being stored while the shop was erased is erased as well. The receipt of the erasure stays.
      await eraseShop(db, shopId, ["privacy_request"]);
      return { outcome: "nothing-pending" };
    }
    const { told, readable } = await normalizeAll(db, shop, pending, now);
    const latest = latestRecords(told);
    const records = {
      customers: [...latest.customers.values()],
      products: [...latest.products.values()],
      orders: [...latest.orders.values()],
      orderLines: [...latest.orderLines.values()],
      refunds: [...latest.refunds.values()],
      variants: [...latest.variants.values()],
      collections: [...latest.collections.values()],
      consents: [...latest.consents.values()],
    };
    // Before any profile is touched: who computes benchmarks locks them and then the profiles.
    const changed = await noteChangedOrders(db, shopId, records);
    await saveCustomers(db, shopId, records.customers);
    await saveConsents(db, shopId, records.consents);
    const tagged = await noteWatchedTags(db, shop, readable);
    const catalog = await watchCatalog(db, shopId, records);
    await saveProducts(db, shopId, records.products);
    await notePriceChanges(
      db,
      shop,
      told.flatMap((telling) => telling.variants),
    );
    await saveVariants(db, shopId, records.variants);
    await saveCollections(db, shopId, records.collections);
    const byCatalog = await catalog.findConcerned(now);
    const formerOrders = await findCustomersOfOrders(
      db,
      shopId,
      records.orders.map((order) => order.orderId),
    );
    await saveOrders(db, shopId, records.orders);
    await saveOrderLines(db, shopId, records.orderLines);
    await saveRefunds(db, shopId, records.refunds);
    const events = told.flatMap((telling) => telling.events);
    const links = told.flatMap((telling) => telling.links);
    await addEvents(db, shopId, {
      told: { ...records, events, links },
      formerOrders,
      changed,
      concerned: {
        profileIds: byCatalog,
        customerIds: [...tagged, ...records.consents.map((row) => row.customerId)],
      },
      now,
    });
    await noteShopUpdates(db, shop, readable);
    await noteTagSightings(db, shop, withoutWatchedTags(readable, shop.watchedTags), now);
    await markIngested(db, shopId, pending, now);
    // Profiles before the shop's due-time: who scores locks them in that order too.
    if (shop.readyAt === null) await becomeReady(db, shopId, now);
    await announceDue(db, shopId, now);
    await noteChange(db, shopId, shop.readyAt === null ? ["events", "history"] : ["events"]);
    return { outcome: "ingested", events: pending.length };
  });
}

/** One event that cannot be read must not hold up those that can: it is marked and left out. */
async function normalizeAll(
  db: Queryable,
  shop: ShopRow,
  pending: PendingRawEvent[],
  now: number,
): Promise<{ told: Normalized[]; readable: ReceivedEvent[] }> {
  const { shopId, currency } = shop;
  const read: { rawEventId: number; stored: ReceivedEvent; told: Normalized }[] = [];
  const unreadable: { rawEventId: number; error: string }[] = [];
  for (const event of pending) {
    const { rawEventId } = event;
    try {
      const stored = { ...readStoredEvent(event), receivedAt: event.receivedAt };
      read.push({ rawEventId, stored, told: normalizeRawEvent({ ...stored, currency }) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      unreadable.push({ rawEventId, error: reason });
    }
  }
  await markUnreadable(db, shopId, { events: unreadable, now });
  const recordOf = ({ stored }: (typeof read)[number]) => findToldRecord(stored);
  const left = await withoutErased(db, shopId, { told: read, recordOf });
  const kept = new Set(left);
  const repeated = read.filter((one) => !kept.has(one)).map(({ rawEventId }) => rawEventId);
  await removeRawEvents(db, shopId, repeated);
  return { told: left.map(({ told }) => told), readable: left.map(({ stored }) => stored) };
}
