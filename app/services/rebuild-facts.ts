import type pg from "pg";
import { loadProductCollections } from "../db/product-collections.ts";
import { loadCutLinks } from "../db/profile-merges.ts";
import { readRawEvents } from "../db/raw-events.ts";
import { getShop } from "../db/shop.ts";
import { readStoredEvent } from "../pipeline/capture/read-stored-event.ts";
import { findClientWindows, WHOLE } from "../pipeline/normalize/client-windows.ts";
import { foldEvents } from "../pipeline/normalize/fold.ts";
import { identityKey, resolveIdentities } from "../pipeline/normalize/identity.ts";
import { latestRecords } from "../pipeline/normalize/latest-records.ts";
import { normalizeRawEvent } from "../pipeline/normalize/normalize.ts";
import { computeBenchmarks, type ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import type { Normalized, OrderFact, ProfileFacts, SlotRow } from "../pipeline/shared/records.ts";
import { dayOf, dayStart } from "../pipeline/shared/time.ts";
import type { CatalogProduct, PersonFacts } from "../pipeline/segment/situation.ts";
import { rebuildCatalog, rebuildPersons, type People } from "./rebuild-persons.ts";

/** All that a shop's scores are computed from, as the raw events alone have it. */
export interface RebuiltFacts {
  /** By customer id, every customer that the raw events name and none deleted. */
  customers: Map<string, ProfileFacts>;
  /** What conditions ask of them besides, and of products; tags of others and collections as they are stored. */
  persons: ReadonlyMap<string, PersonFacts>;
  catalog: ReadonlyMap<string, CatalogProduct>;
  /** What customers are compared with at an instant. */
  benchmarksAt(asOf: number): ShopBenchmarks;
}

/**
 * The facts of every customer, computed from the raw events alone: it reads no record, roll-up, score
 * or membership that the live path stored, so that a comparison of the two finds the live path's
 * mistakes. Which links a person cut is the one thing that only the live path knows.
 */
export async function rebuildFacts(options: {
  pool: pg.Pool;
  shopId: number;
}): Promise<RebuiltFacts> {
  const { pool, shopId } = options;
  const shop = await getShop(pool, shopId);
  const told: Normalized[] = [];
  for await (const page of readRawEvents(pool, shopId)) {
    for (const event of page) {
      told.push(
        normalizeRawEvent({
          ...readStoredEvent(event),
          receivedAt: event.receivedAt,
          currency: shop.currency,
        }),
      );
    }
  }
  const people = findPeople(told, await loadCutLinks(pool, shopId));
  const ordersOf = groupOrders(told, people);
  const rowsOf = groupRows(told, people);
  const deleted = new Set<string>();
  const customerIds = new Set([...ordersOf.keys()]);
  for (const customer of latestRecords(told).customers.values()) {
    customerIds.add(people.rootOf(customer.customerId));
    if (customer.deletedAt !== null) deleted.add(customer.customerId);
  }
  // A log-in or a checkout may name a customer whose own record never came.
  for (const { from, to } of told.flatMap((telling) => telling.links)) {
    for (const { kind, key } of [from, to]) {
      if (kind === "customer") customerIds.add(people.rootOf(key));
    }
  }
  const customers = new Map<string, ProfileFacts>();
  for (const customerId of customerIds) {
    if (deleted.has(customerId)) continue;
    customers.set(customerId, {
      rows: rowsOf.get(identityKey({ kind: "customer", key: customerId })) ?? [],
      orders: ordersOf.get(customerId) ?? [],
    });
  }
  return {
    customers,
    persons: rebuildPersons(told, people),
    catalog: rebuildCatalog(told, await loadProductCollections(pool, shopId)),
    benchmarksAt(asOf) {
      const midnight = dayStart(dayOf(asOf));
      return computeBenchmarks({
        customers: [...ordersOf.values()].map((orders) =>
          orders.filter((order) => order.placedAt < midnight),
        ),
        dayStart: midnight,
      });
    },
  };
}

/** Who is who, by all links but those that a person cut. */
function findPeople(told: Normalized[], cut: ReadonlySet<string>): People {
  const links = told
    .flatMap((telling) => telling.links)
    .filter(({ from, to }) => !cut.has(`${identityKey(from)} ${identityKey(to)}`));
  const resolved = resolveIdentities({ identities: [], links });
  return {
    roots: resolved.roots,
    windows: findClientWindows(links, resolved),
    rootOf: (customerId) => {
      const key = identityKey({ kind: "customer", key: customerId });
      return (resolved.roots.get(key) ?? key).slice("customer:".length);
    },
  };
}

/** Orders with their refunds by customer; test orders and guests' orders left out. */
function groupOrders(told: Normalized[], { rootOf }: People): Map<string, OrderFact[]> {
  const { orders, refunds } = latestRecords(told);
  const refundsOf = Map.groupBy(refunds.values(), (refund) => refund.orderId);
  const placed = [...orders.values()].filter((order) => order.customerId !== null && !order.isTest);
  const byCustomer = Map.groupBy(placed, (order) => rootOf(order.customerId ?? ""));
  return new Map(
    [...byCustomer].map(([customerId, list]) => [
      customerId,
      list.map(({ orderId, placedAt, totalMinor, cancelledAt }) => ({
        orderId,
        placedAt,
        totalMinor,
        cancelledAt,
        refunds: refundsOf.get(orderId) ?? [],
      })),
    ]),
  );
}

/** Roll-up rows by the root of the identities they hang on, each within its window. */
function groupRows(told: Normalized[], { roots, windows }: People): Map<string, SlotRow[]> {
  const byRoot = new Map<string, SlotRow[]>();
  for (const [key, rows] of foldEvents(told.flatMap((telling) => telling.events))) {
    const root = roots.get(key) ?? key;
    const { countsFrom, countsUntil } = windows.get(key) ?? WHOLE;
    const counted = rows.filter(
      ({ slot }) => slot >= (countsFrom ?? -Infinity) && slot < (countsUntil ?? Infinity),
    );
    byRoot.set(root, [...(byRoot.get(root) ?? []), ...counted]);
  }
  return byRoot;
}
