import { bestTellings } from "../pipeline/normalize/facts.ts";
import { WHOLE, type ClientWindow } from "../pipeline/normalize/client-windows.ts";
import { identityKey } from "../pipeline/normalize/identity.ts";
import { latestRecords } from "../pipeline/normalize/latest-records.ts";
import { readPriceChanges, type KnownPrices } from "../pipeline/normalize/price-changes.ts";
import { priceAt, readPriceSteps, type PriceStep } from "../pipeline/normalize/price-steps.ts";
import {
  personOf,
  type AboutRow,
  type CatalogProduct,
  type OrderDetail,
  type PersonFacts,
} from "../pipeline/segment/situation.ts";
import type { Normalized } from "../pipeline/shared/records.ts";
import { slotOf } from "../pipeline/shared/time.ts";

/** Who is who, by all links but those that a person cut. */
export interface People {
  roots: ReadonlyMap<string, string>;
  windows: ReadonlyMap<string, ClientWindow>;
  /** The customer that a customer is now: another one where Shopify merged the two. */
  rootOf(customerId: string): string;
}

/**
 * What conditions ask of customers besides their facts, from what raw events told. Tags of others are not among it,
 * nor are predictions: no raw event tells them.
 * @returns by customer id; of whom nothing was told there is nothing
 */
export function rebuildPersons(
  told: readonly Normalized[],
  people: People,
): ReadonlyMap<string, PersonFacts> {
  const looks = foldLooks(told, people);
  const details = groupDetails(told, people);
  const consents = new Map<string, { email: string | null; sms: string | null }>();
  for (const { customerId, channel, state } of latestRecords(told).consents.values()) {
    const known = consents.get(customerId) ?? { email: null, sms: null };
    consents.set(customerId, { ...known, [channel]: state });
  }
  const customerIds = new Set([...looks.keys(), ...details.keys(), ...consents.keys()]);
  return new Map(
    [...customerIds].map((customerId) => [
      customerId,
      personOf({
        customerId,
        looks: looks.get(customerId) ?? [],
        orderDetails: new Map(details.get(customerId)),
        consents: consents.get(customerId) ?? { email: null, sms: null },
      }),
    ]),
  );
}

const CUSTOMER = "customer:";

/** Facts by what they are about, a row each: looks need not be merged. */
function foldLooks(
  told: readonly Normalized[],
  { roots, windows }: People,
): Map<string, AboutRow[]> {
  const looks = new Map<string, AboutRow[]>();
  const prices = rebuildPrices(told);
  for (const fact of bestTellings(told.flatMap((telling) => telling.events)).values()) {
    const { about, signal, trust, occurredAt } = fact;
    if (about === null || trust === "unsigned") continue;
    const key = identityKey(fact.subject);
    const { countsFrom, countsUntil } = windows.get(key) ?? WHOLE;
    const slot = slotOf(occurredAt);
    if (slot < (countsFrom ?? -Infinity) || slot >= (countsUntil ?? Infinity)) continue;
    const root = roots.get(key) ?? key;
    if (!root.startsWith(CUSTOMER)) continue;
    const customerId = root.slice(CUSTOMER.length);
    const value = priceAt(prices.get(about) ?? [], occurredAt);
    const row = {
      ...{ signal, trust, about, slot, value },
      ...{ count: 1, firstAt: occurredAt, lastAt: occurredAt },
    };
    const rows = looks.get(customerId);
    if (rows === undefined) looks.set(customerId, [row]);
    else rows.push(row);
  }
  return looks;
}

function groupDetails(
  told: readonly Normalized[],
  { rootOf }: People,
): Map<string, [string, OrderDetail][]> {
  const { orders, orderLines } = latestRecords(told);
  const lines = Map.groupBy(orderLines.values(), ({ orderId }) => orderId);
  const details = new Map<string, [string, OrderDetail][]>();
  for (const { orderId, customerId, isTest, ...order } of orders.values()) {
    if (customerId === null || isTest) continue;
    const sold = new Map<string, number>();
    for (const { productId, quantity, priceMinor, discountMinor } of lines.get(orderId) ?? []) {
      if (productId === null) continue;
      const minor = Math.max(0, quantity * priceMinor - discountMinor);
      sold.set(productId, (sold.get(productId) ?? 0) + minor);
    }
    const { channel, discountMinor, usedCode } = order;
    const productIds = [...sold.keys()].sort();
    const productMinor = productIds.map((id) => sold.get(id) ?? 0);
    const detail = { channel, discountMinor, usedCode, productIds, productMinor };
    const owner = rootOf(customerId);
    details.set(owner, [...(details.get(owner) ?? []), [orderId, detail]]);
  }
  return details;
}

/**
 * Products as raw events told them.
 * @param collections by product: those were read from Shopify, and no raw event tells them
 */
export function rebuildCatalog(
  told: readonly Normalized[],
  collections: ReadonlyMap<string, readonly string[]>,
): Map<string, CatalogProduct> {
  const drops = new Map<string, number>();
  for (const { changes } of knownPrices(told)) {
    for (const { productId, changedAt, fromMinor, toMinor } of changes) {
      if (toMinor >= fromMinor) continue;
      drops.set(productId, Math.max(changedAt, drops.get(productId) ?? changedAt));
    }
  }
  return new Map(
    [...latestRecords(told).products.values()].map(
      ({ productId, priceMinor, productType, vendor }) => [
        productId,
        {
          ...{ priceMinor, productType, vendor },
          collectionIds: collections.get(productId) ?? [],
          droppedAt: drops.get(productId) ?? null,
        },
      ],
    ),
  );
}

/** What products cost when, by what a look at them is about. */
const rebuildPrices = (told: readonly Normalized[]): Map<string, PriceStep[]> =>
  new Map(
    [...Map.groupBy(knownPrices(told), ({ latest }) => `product:${latest.productId}`)].map(
      ([about, variants]) => [about, readPriceSteps(variants)],
    ),
  );

function knownPrices(told: readonly Normalized[]): KnownPrices[] {
  const tellings = Map.groupBy(
    told.flatMap((telling) => telling.variants),
    ({ variantId }) => variantId,
  );
  return [...latestRecords(told).variants.values()].map((latest) => ({
    latest,
    changes: readPriceChanges(tellings.get(latest.variantId) ?? []),
  }));
}
