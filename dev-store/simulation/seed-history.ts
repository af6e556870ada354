import type { Happening } from "../history/history.ts";
import { productsFor } from "./catalog.ts";
import { makeShoppers } from "./make-shoppers.ts";
import type { Shopper } from "./make-shoppers.ts";
import { createRandom } from "./random.ts";
import { applyWelcomeCode } from "./welcome-code.ts";

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;

/** The key under which a shopper and a product stand in the past's happenings. */
export const customerKeyOf = (shopper: Shopper): string => shopper.email;

/**
 * The shoppers' orders of the twelve months before `endAt`, in time order: as many as their persona
 * has, spread evenly at random, the last as long ago as the persona's is. Some are refunded.
 */
export function seedHistory(input: {
  seed: number;
  customers: number;
  endAt: number;
}): Happening[] {
  const happenings = makeShoppers(input).flatMap((shopper) => pastOf(shopper, input));
  return happenings.sort((a, b) => a.at - b.at);
}

function pastOf(shopper: Shopper, { seed, endAt }: { seed: number; endAt: number }): Happening[] {
  const random = createRandom(`past ${seed} ${shopper.index}`);
  // Of its own, so that the orders are the same whoever uses a code.
  const codes = createRandom(`codes ${seed} ${shopper.index}`);
  const { persona } = shopper;
  const count = random.between(...persona.pastOrders);
  const lastDaysAgo = random.between(...persona.lastOrderDaysAgo);
  return Array.from({ length: count }).flatMap((_, index) => {
    const daysAgo =
      index === 0 ? lastDaysAgo : lastDaysAgo + random.next() * (YEAR_DAYS - lastDaysAgo);
    // At least an hour ago, so that a refund of it is past too.
    const at = Math.round(endAt - Math.max(daysAgo * DAY_MS, DAY_MS / 24));
    const lines = Array.from({ length: random.between(...persona.basket) }, () => {
      const { handle, title, priceMinor } = random.pick(productsFor(persona.taste));
      return { sku: handle, title, priceMinor, quantity: random.chance(0.2) ? 2 : 1 };
    });
    const linesMinor = lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0);
    const discount = codes.chance(persona.usesCode) ? applyWelcomeCode(linesMinor) : null;
    const totalMinor = linesMinor - (discount?.amountMinor ?? 0);
    const key = `${shopper.index}-${index}`;
    const order: Happening = {
      kind: "order",
      at,
      order: {
        key,
        customerKey: customerKeyOf(shopper),
        totalMinor,
        lines,
        ...(discount === null ? {} : { discount }),
      },
    };
    if (!random.chance(persona.refunds)) return [order];
    const refundAt = Math.min(endAt, at + random.between(1, 10) * DAY_MS);
    const amountMinor = random.chance(0.5) ? totalMinor : Math.floor(totalMinor / 2);
    const refundKey = `refund/${key}`;
    return [order, { kind: "refund", at: refundAt, orderKey: key, refundKey, amountMinor }];
  });
}
