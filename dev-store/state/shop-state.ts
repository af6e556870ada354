import { randomUUID } from "node:crypto";

import type { Clock } from "../clock/clock.ts";
import type { VariantChange } from "../next-gen/build-event.ts";
import type { JsonObject } from "../webhooks/json-text.ts";
import type { DevDatabase } from "./database.ts";
import type { IdSource } from "./ids.ts";
import { openResourceTable } from "./resource-table.ts";
import type { ResourceTable } from "./resource-table.ts";
import type { ChangeOptions } from "./shop.ts";
import type {
  Collection,
  Customer,
  CustomerSegment,
  LineInput,
  Order,
  OrderLine,
  Product,
  ShopRecord,
} from "./types.ts";

/** Tells the app, where it listens. `payload` is built only when somebody does. */
export type Announce = (
  topic: string,
  change: { at: number; eventId: string; payload: () => JsonObject; deliverAt?: number },
) => void;

/** Tells the app of a changed variant by Next Gen Event, where it has asked for that. */
export type AnnounceVariant = (
  change: VariantChange,
  told: { at: number; eventId: string },
) => void;

/** What every part of one shop's state works on. */
export interface ShopState {
  record: ShopRecord;
  database: DevDatabase;
  clock: Clock;
  ids: IdSource;
  announce: Announce;
  announceVariant: AnnounceVariant;
  customers: ResourceTable<Customer>;
  orders: ResourceTable<Order>;
  products: ResourceTable<Product>;
  collections: ResourceTable<Collection>;
  segments: ResourceTable<CustomerSegment>;
}

export function openShopState(
  options: Pick<
    ShopState,
    "record" | "database" | "clock" | "ids" | "announce" | "announceVariant"
  >,
): ShopState {
  const { database } = options;
  const shop = options.record.domain;
  return {
    ...options,
    customers: openResourceTable({ database, shop, table: "customers" }),
    orders: openResourceTable({ database, shop, table: "orders" }),
    products: openResourceTable({ database, shop, table: "products" }),
    collections: openResourceTable({ database, shop, table: "collections" }),
    segments: openResourceTable({ database, shop, table: "segments" }),
  };
}

/** One change: its instant, and a way to tell of it under one event id. Silent where not to emit. */
export interface Change {
  at: number;
  /** `deliverAt`: not before that instant. */
  tell(topic: string, payload: () => JsonObject, deliverAt?: number): void;
  /** To be called when the change is written: the event's query reads what stands. */
  tellVariant(change: VariantChange): void;
}

export function beginChange(state: ShopState, options: ChangeOptions = {}, at?: number): Change {
  const instant = Math.floor(options.at ?? at ?? state.clock.now());
  if (options.emit === false) {
    return { at: instant, tell: () => undefined, tellVariant: () => undefined };
  }
  const eventId = randomUUID();
  return {
    at: instant,
    tell: (topic, payload, deliverAt) =>
      state.announce(topic, {
        at: instant,
        eventId,
        payload,
        ...(deliverAt === undefined ? {} : { deliverAt }),
      }),
    tellVariant: (change) => state.announceVariant(change, { at: instant, eventId }),
  };
}

/** Gives lines their ids; a line that was there already, with the same goods, keeps its own. */
export function numberLines(
  ids: IdSource,
  lines: readonly LineInput[],
  before: readonly OrderLine[] = [],
): OrderLine[] {
  const free = [...before];
  return lines.map((line) => {
    const { title, quantity, priceMinor } = line;
    if (!Number.isSafeInteger(quantity) || !Number.isSafeInteger(priceMinor)) {
      throw new Error(`A line needs whole numbers: ${JSON.stringify(line)}`);
    }
    const goods = {
      productId: line.productId ?? null,
      variantId: line.variantId ?? null,
      sku: line.sku ?? null,
      title,
    };
    const index = free.findIndex(
      (old) =>
        old.variantId === goods.variantId && old.sku === goods.sku && old.title === goods.title,
    );
    const [kept] = index === -1 ? [] : free.splice(index, 1);
    return { id: kept?.id ?? ids("line"), ...goods, quantity, priceMinor };
  });
}

export function sumLines(lines: readonly LineInput[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0);
}
