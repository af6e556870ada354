import type { Filter, Things } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { KnownSignal } from "../simulate/profile-histories.ts";
import type { Order } from "../simulate/world.ts";
import { endOf } from "./durations.ts";
import type { NaiveLook } from "./look.ts";
import { toMinor } from "./amounts.ts";

/** Signals of a list that pass its filters. */
export function passingSignals(
  things: Extract<Things, { kind: "signals" }>,
  look: NaiveLook,
): KnownSignal[] {
  return look.profile
    .signals(look.at)
    .filter(
      ({ signal, about }) =>
        things.signals.includes(signal) &&
        (things.where.length === 0 || isAbout(about, things.where, look)),
    );
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
  order.productIds.filter((productId) =>
    where.every((filter) => isOfOrders(filter) || passesProduct(productId, filter, look)),
  );

type OrderFilter = Extract<Filter, { kind: "channel" | "discounted" }>;

const isOfOrders = (filter: Filter): filter is OrderFilter =>
  filter.kind === "channel" || filter.kind === "discounted";

function passesOrder(order: Order, filter: OrderFilter): boolean {
  if (filter.kind === "channel") {
    return order.channel !== null && filter.names.includes(order.channel);
  }
  return order.discountMinor !== null && order.discountMinor > 0 === filter.is;
}

function isAbout(about: string | null, where: readonly Filter[], look: NaiveLook): boolean {
  if (about === null) return false;
  const [kind, id = ""] = about.split(":");
  return where.every((filter) => {
    if (kind === "product") return !isOfOrders(filter) && passesProduct(id, filter, look);
    return kind === "collection" && filter.kind === "collection" && filter.ids.includes(id);
  });
}

function passesProduct(
  productId: string,
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
        product.droppedAt <= look.at &&
        look.at < endOf(product.droppedAt, filter.within, look)
      );
  }
}
