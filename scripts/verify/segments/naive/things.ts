import type { Filter, Things } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { KnownSignal } from "../simulate/profile-histories.ts";
import type { Order } from "../simulate/world.ts";
import { productsOf } from "../simulate/world.ts";
import { endOf, quarterOf } from "./durations.ts";
import type { NaiveLook } from "./look.ts";
import { toMinor } from "./amounts.ts";

/** Signals of a list that pass its filters. */
export function passingSignals(
  things: Extract<Things, { kind: "signals" }>,
  look: NaiveLook,
): KnownSignal[] {
  const known = look.profile
    .signals(look.at)
    .filter(({ signal }) => things.signals.includes(signal));
  if (things.where.length === 0) return known;
  return known.filter((told) => isAbout(told, { things, known, look }));
}

/** Orders that pass: of their products at least one meets all filters of products. */
export function passingOrders(where: readonly Filter[], look: NaiveLook): Order[] {
  return look.profile.orders(look.at).filter((order) => {
    const own = where.filter(isOfOrders);
    const ofProducts = where.filter((filter) => !isOfOrders(filter));
    return (
      own.every((filter) => passesOrder(order, filter)) &&
      (ofProducts.length === 0 || passingProducts(order, where, look).length > 0)
    );
  });
}

/** The products of an order that meet all filters of products. */
export const passingProducts = (
  order: Order,
  where: readonly Filter[],
  look: NaiveLook,
): string[] =>
  productsOf(order).filter((productId) =>
    where.every(
      (filter) =>
        isOfOrders(filter) || passesProduct({ productId, at: order.placedAt }, filter, look),
    ),
  );

type OrderFilter = Extract<Filter, { kind: "channel" | "discounted" }>;

const isOfOrders = (filter: Filter): filter is OrderFilter =>
  filter.kind === "channel" || filter.kind === "discounted";

function passesOrder(order: Order, filter: OrderFilter): boolean {
  if (filter.kind === "channel") {
    return order.channel !== null && filter.names.includes(order.channel);
  }
  const { discountMinor, usedCode } = order;
  if (discountMinor === null && usedCode !== true) return false;
  return ((discountMinor ?? 0) > 0 || usedCode === true) === filter.is;
}

function isAbout(
  told: KnownSignal,
  { things, known, look }: { things: Things; known: readonly KnownSignal[]; look: NaiveLook },
): boolean {
  if (told.about === null) return false;
  const [kind, id = ""] = told.about.split(":");
  const done = { productId: id, at: lastOfQuarter(told, known) };
  return things.where.every((filter) => {
    if (kind === "product") return !isOfOrders(filter) && passesProduct(done, filter, look);
    return kind === "collection" && filter.kind === "collection" && filter.ids.includes(id);
  });
}

/** Of what is the same in a quarter of an hour only the last is known to be before what comes afterwards. */
const lastOfQuarter = (told: KnownSignal, known: readonly KnownSignal[]): number =>
  Math.max(
    ...known
      .filter(
        ({ signal, trust, about, occurredAt }) =>
          signal === told.signal &&
          trust === told.trust &&
          about === told.about &&
          quarterOf(occurredAt) === quarterOf(told.occurredAt),
      )
      .map(({ occurredAt }) => occurredAt),
  );

/** @param done.at when it was done what the product is asked for */
function passesProduct(
  { productId, at }: { productId: string; at: number },
  filter: Exclude<Filter, OrderFilter>,
  look: NaiveLook,
): boolean {
  if (filter.kind === "product") return filter.ids.includes(productId);
  const product = look.shop.product(productId, look.at);
  if (product === undefined) return false;
  const { currency } = look.shop.world;
  switch (filter.kind) {
    case "collection":
      return product.collectionIds.some((id) => filter.ids.includes(id));
    case "product-type":
      return product.productType !== null && filter.names.includes(product.productType);
    case "vendor":
      return filter.names.includes(product.vendor);
    case "price": {
      const { priceMinor } = product;
      const reaches = filter.from === null || priceMinor >= toMinor(filter.from, currency);
      return reaches && (filter.below === null || priceMinor < toMinor(filter.below, currency));
    }
    case "price-dropped":
      return (
        product.droppedAt !== null &&
        (!filter.afterwards || product.droppedAt > at) &&
        product.droppedAt <= look.at &&
        look.at < endOf(product.droppedAt, filter.within, look)
      );
  }
}
