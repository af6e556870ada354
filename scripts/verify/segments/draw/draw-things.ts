import type { Filter, Things, Window } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Signal } from "../../../../app/pipeline/shared/signals.ts";
import type { Random } from "../../../../dev-store/simulation/random.ts";
import { majorUnit, PRODUCT_TYPES, VENDORS } from "../simulate/draw-shop.ts";
import { pickOf } from "../simulate/draw-visits.ts";
import type { World } from "../simulate/world.ts";
import { DAY_MS, HOUR_MS } from "../simulate/world.ts";

/** Signals that the simulation tells, those about products first. */
const OF_PRODUCTS: readonly [Signal, ...Signal[]] = [
  "product_viewed",
  "product_added_to_cart",
  "product_removed_from_cart",
  "wishlist_added",
  "product_reviewed",
];
const OTHERS: readonly [Signal, ...Signal[]] = [
  "page_viewed",
  "search_submitted",
  "cart_updated",
  "cart_emptied",
  "checkout_started",
  "order_placed",
  "order_cancelled",
  "order_refunded",
  "email_opened",
  "email_clicked",
  "email_subscribed",
  "email_unsubscribed",
  "sms_clicked",
  "sms_replied",
];

export interface Drawing {
  random: Random;
  world: World;
}

/** Orders or signals, about whatever, or about some goods. */
export function drawThings({ random, world }: Drawing): Things {
  const where = random.chance(0.4) ? drawFilters({ random, world }) : [];
  if (random.chance(0.35)) {
    const ofOrders: Filter[] = random.chance(0.3) ? [drawOrderFilter(random)] : [];
    return { kind: "orders", where: [...where, ...ofOrders] };
  }
  if (where.some(({ kind }) => kind === "collection") && random.chance(0.4)) {
    return { kind: "signals", signals: ["collection_viewed", "product_viewed"], where };
  }
  if (where.length > 0) return { kind: "signals", signals: drawSome(random, OF_PRODUCTS), where };
  const from = random.chance(0.5) ? OF_PRODUCTS : OTHERS;
  return { kind: "signals", signals: drawSome(random, from), where: [] };
}

/** One to three of a list. */
export function drawSome<T>(random: Random, list: readonly [T, ...T[]]): T[] {
  return [...new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(list)))];
}

export const drawOrderFilter = (random: Random): Filter =>
  random.chance(0.5)
    ? { kind: "channel", names: drawSome(random, ["web", "pos", "shop_app"]) }
    : { kind: "discounted", is: random.chance(0.5) };

export function drawFilters(drawing: Drawing): Filter[] {
  const { random } = drawing;
  return Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => drawFilter(drawing));
}

function drawFilter({ random, world }: Drawing): Filter {
  const unit = majorUnit(world.currency);
  switch (random.between(0, 5)) {
    case 0: {
      const ids = Array.from({ length: 6 }, () => pickOf(random, world.products).productId);
      return { kind: "product", ids: [...new Set(ids)] };
    }
    case 1: {
      const ids = Array.from({ length: 2 }, () => pickOf(random, world.collectionIds));
      return { kind: "collection", ids: [...new Set(ids)] };
    }
    case 2:
      return { kind: "product-type", names: drawSome(random, PRODUCT_TYPES) };
    case 3:
      return { kind: "vendor", names: [random.pick(VENDORS)] };
    case 4: {
      const prices = world.prices.map(({ priceMinor }) => priceMinor / unit);
      const [low = 0, high = 0] = [pickOf(random, prices), pickOf(random, prices)].sort(
        (a, b) => a - b,
      );
      const isOpen = random.chance(0.3) || low === high;
      return { kind: "price", from: low, below: isOpen ? null : high };
    }
    default:
      return {
        kind: "price-dropped",
        afterwards: random.chance(0.5),
        within: random.chance(0.5)
          ? { kind: "fixed", ms: random.between(12, 240) * HOUR_MS }
          : { kind: "days", days: random.between(1, 10) },
      };
  }
}

/** Orders, or events that are about products that have a price. */
export function drawMoneyThings(drawing: Drawing): Things {
  const things = drawThings(drawing);
  if (things.kind === "orders") return things;
  const { random } = drawing;
  const where = random.chance(0.6) ? drawFilters(drawing) : [];
  return { kind: "signals", signals: drawSome(random, OF_PRODUCTS), where };
}

export function drawWindow(random: Random): Window | null {
  if (random.chance(0.2)) return null;
  if (random.chance(0.4)) return { kind: "days", days: random.between(1, 30) };
  const hours = random.pick([1, 3, 6, 24, 36, 48, 100, 168, 336]);
  if (random.chance(0.2)) return { kind: "fixed", ms: random.between(1, 30) * DAY_MS };
  return { kind: "fixed", ms: hours * HOUR_MS };
}
