import type { BasketFact } from "../../shared/records.ts";
import { dayOf } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";

/**
 * What shows interest in a kind of thing, in purchases' worth. About one product in ten that is looked at comes into a
 * cart, and about one cart in three becomes an order: chosen by that rule of thumb, fitted to nothing.
 */
export const INTEREST_WEIGHTS = { view: 0.1, cart: 0.3, purchase: 1 } as const;

/** Looking fades within weeks, having bought within seasons. */
export const LOOK_HALF_LIFE_DAYS = 30;
export const PURCHASE_HALF_LIFE_DAYS = 180;

/** Six half-lives of looking and four of buying: what is older would weigh next to nothing. */
export const LOOK_WINDOW_DAYS = 180;
export const PURCHASE_WINDOW_DAYS = 720;

/** A thing that was looked at or put into the cart. */
export interface Look {
  kind: "view" | "cart";
  /** The id of the product or collection. */
  thing: string;
  at: Instant;
}

/** Interest by category, in purchases' worth; categories without any are not in it. */
export type Interest = ReadonlyMap<string, number>;

/**
 * A customer's interest as of an instant. The same thing on one day of UTC counts once for each kind, whole days fade,
 * and an order is one purchase, shared equally by its products: ten lines say no more than one about what somebody
 * likes. What has no category counts nothing. Order and repetition of the facts change nothing.
 * @param categoryOf of a thing or product, null: none
 */
export function measureInterest(input: {
  looks: readonly Look[];
  baskets: readonly BasketFact[];
  categoryOf: (thing: string) => string | null;
  asOf: Instant;
}): Interest {
  const { looks, baskets, categoryOf, asOf } = input;
  const today = dayOf(asOf);
  const interest = new Map<string, number>();
  const add = (thing: string, mass: number): void => {
    const category = categoryOf(thing);
    if (category !== null) interest.set(category, (interest.get(category) ?? 0) + mass);
  };
  for (const { kind, thing, daysAgo } of distinctLooks(looks, asOf)) {
    add(thing, INTEREST_WEIGHTS[kind] * 2 ** (-daysAgo / LOOK_HALF_LIFE_DAYS));
  }
  for (const { placedAt, cancelledAt, products } of baskets) {
    const daysAgo = today - dayOf(placedAt);
    const counts = placedAt <= asOf && (cancelledAt === null || cancelledAt > asOf);
    if (!counts || daysAgo >= PURCHASE_WINDOW_DAYS) continue;
    const known = products.filter((product) => categoryOf(product) !== null);
    const whole = INTEREST_WEIGHTS.purchase * 2 ** (-daysAgo / PURCHASE_HALF_LIFE_DAYS);
    for (const product of known) add(product, whole / known.length);
  }
  return interest;
}

function distinctLooks(
  looks: readonly Look[],
  asOf: Instant,
): Iterable<Pick<Look, "kind" | "thing"> & { daysAgo: number }> {
  const today = dayOf(asOf);
  const distinct = new Map<string, Pick<Look, "kind" | "thing"> & { daysAgo: number }>();
  for (const { kind, thing, at } of looks) {
    const daysAgo = today - dayOf(at);
    if (at > asOf || daysAgo >= LOOK_WINDOW_DAYS) continue;
    distinct.set(`${kind} ${daysAgo} ${thing}`, { kind, thing, daysAgo });
  }
  // In the order of their keys: sums of floating point depend on it, and nothing may depend on arrival.
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, look]) => look);
}
