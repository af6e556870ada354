import type { Filter, Money } from "./condition-tree.ts";
import { ALWAYS, asPasses, productPeriod } from "./filter-products.ts";
import type { Occurrence, Period, PlacedOrder, ToldRow } from "./occurrence.ts";
import type { Instant } from "../shared/time.ts";
import type { OrderDetail, Situation } from "./situation.ts";
import type { Measure } from "./span.ts";
import { isAboutProducts } from "./walk-condition.ts";

const NONE: readonly Occurrence[] = [];
const PRODUCT = "product:";
const COLLECTION = "collection:";

interface Question {
  where: readonly Filter[];
  money: Money;
  situation: Situation & Measure;
}

/** A row of looks if it passes all filters; how an order was placed is no question to it. */
export function passLook(asked: Question & { look: ToldRow }): readonly Occurrence[] {
  const { look, where, money, situation } = asked;
  const about = look.about ?? "";
  if (about.startsWith(COLLECTION)) {
    const id = about.slice(COLLECTION.length);
    const isMeant = where.every(
      (filter) => filter.kind === "collection" && filter.ids.includes(id),
    );
    return isMeant && money !== "one-product" ? [look] : NONE;
  }
  if (!about.startsWith(PRODUCT) || !where.every(isAboutProducts)) return NONE;
  const product = about.slice(PRODUCT.length);
  const period = periodOf({ productId: product, at: look.lastAt, where, situation });
  return period === null ? NONE : [{ ...look, product, passes: asPasses([period]) }];
}

/**
 * An order if it passes all filters, for each of its products apart where they are told apart. What products were sold
 * for counts up to what the order is worth: of which of them something was refunded is not known.
 */
export function passOrder(asked: Question & { order: PlacedOrder }): readonly Occurrence[] {
  const { order, where, money, situation } = asked;
  const detail = situation.person.orderDetails.get(order.orderId);
  if (!where.every((filter) => isPlacedSo(filter, detail))) return NONE;
  const { occurrence } = order;
  const isOfAnything = !where.some(isAboutProducts);
  if (isOfAnything && money === "whole") return [occurrence];
  const sold = (detail?.productIds ?? []).flatMap((productId, place): Sold[] => {
    const period = periodOf({ productId, at: occurrence.lastAt, where, situation });
    return period === null
      ? []
      : [{ product: productId, minor: detail?.productMinor[place] ?? 0, period }];
  });
  if (money === "products") return soldTogether(occurrence, sold);
  if (money === "one-product") {
    return sold.map(({ product, minor, period }) => ({
      ...occurrence,
      product,
      valueMinor: Math.min(minor, occurrence.valueMinor),
      passes: asPasses([period]),
    }));
  }
  const periods = sold.map(({ period }) => period);
  return periods.length === 0 ? NONE : [{ ...occurrence, passes: asPasses(periods) }];
}

interface Sold {
  product: string;
  minor: number;
  period: Period;
}

/** An order for each time in which the same of its products pass, with what these come to. */
function soldTogether(order: Occurrence, sold: readonly Sold[]): readonly Occurrence[] {
  if (sold.length === 0) return NONE;
  const ends = new Set(sold.flatMap(({ period }) => [period.from, period.until]));
  const sorted = [...ends].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((until, index): Occurrence[] => {
    const from = sorted[index] ?? ALWAYS.from;
    const passing = sold.filter(({ period }) => period.from <= from && until <= period.until);
    if (passing.length === 0) return [];
    const minor = passing.reduce((sum, one) => sum + one.minor, 0);
    const valueMinor = Math.min(minor, order.valueMinor);
    return [{ ...order, valueMinor, passes: asPasses([{ from, until }]) }];
  });
}

/** An order of which a channel or a discount was not told passes no question about it, whichever way it is put. */
function isPlacedSo(filter: Filter, detail: OrderDetail | undefined): boolean {
  if (filter.kind === "channel") {
    return typeof detail?.channel === "string" && filter.names.includes(detail.channel);
  }
  if (filter.kind !== "discounted") return true;
  const isDiscounted = readDiscount(detail);
  return isDiscounted !== null && isDiscounted === filter.is;
}

/** A code can be for what is not in the sum of discounts, such as shipping. null: not told. */
function readDiscount(detail: OrderDetail | undefined): boolean | null {
  if (detail?.usedCode === true) return true;
  return typeof detail?.discountMinor === "number" ? detail.discountMinor > 0 : null;
}

function periodOf(asked: {
  productId: string;
  at: Instant;
  where: readonly Filter[];
  situation: Situation & Measure;
}): Period | null {
  const { situation, ...rest } = asked;
  return productPeriod({ ...rest, shop: situation.shop, measure: situation });
}
