import type { Filter } from "./condition-tree.ts";
import { asPasses, productPeriod } from "./filter-products.ts";
import type { Occurrence, Period, PlacedOrder, ToldRow } from "./occurrence.ts";
import type { OrderDetail, Situation } from "./situation.ts";
import type { Measure } from "./span.ts";
import { isAboutProducts } from "./walk-condition.ts";

const NONE: readonly Occurrence[] = [];
const PRODUCT = "product:";
const COLLECTION = "collection:";

interface Question {
  where: readonly Filter[];
  each: "product" | null;
  situation: Situation & Measure;
}

/** A row of looks if it passes all filters; how an order was placed is no question to it. */
export function passLook(asked: Question & { look: ToldRow }): readonly Occurrence[] {
  const { look, where, each, situation } = asked;
  const about = look.about ?? "";
  if (about.startsWith(COLLECTION)) {
    const id = about.slice(COLLECTION.length);
    const isMeant = where.every(
      (filter) => filter.kind === "collection" && filter.ids.includes(id),
    );
    return isMeant && each === null ? [look] : NONE;
  }
  if (!about.startsWith(PRODUCT) || !where.every(isAboutProducts)) return NONE;
  const product = about.slice(PRODUCT.length);
  const period = periodOf(product, where, situation);
  return period === null ? NONE : [{ ...look, product, passes: asPasses([period]) }];
}

/** An order if it passes all filters, for each of its products apart where they are told apart. */
export function passOrder(asked: Question & { order: PlacedOrder }): readonly Occurrence[] {
  const { order, where, each, situation } = asked;
  const detail = situation.person.orderDetails.get(order.orderId);
  if (!where.every((filter) => isPlacedSo(filter, detail))) return NONE;
  const { occurrence } = order;
  const isOfAnything = !where.some(isAboutProducts);
  if (isOfAnything && each === null) return [occurrence];
  const products = (detail?.productIds ?? []).flatMap((product) => {
    const period = periodOf(product, where, situation);
    return period === null ? [] : [{ product, period }];
  });
  if (each === "product") {
    return products.map(({ product, period }) => ({
      ...occurrence,
      product,
      passes: asPasses([period]),
    }));
  }
  const periods = products.map(({ period }) => period);
  return periods.length === 0 ? NONE : [{ ...occurrence, passes: asPasses(periods) }];
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

const periodOf = (
  productId: string,
  where: readonly Filter[],
  situation: Situation & Measure,
): Period | null => productPeriod({ productId, where, shop: situation.shop, measure: situation });
