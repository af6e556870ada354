import type { Signal } from "../../../../app/pipeline/shared/signals.ts";
import type { Beginning, LifeInput } from "./draw-person.ts";
import { pickOf } from "./draw-visits.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "./world.ts";
import type { SignalTold } from "./world.ts";

const MEAN_ANSWERS = 1.5;
const MOST_ANSWERS = 6;

const ANSWERS: readonly [Signal, ...Signal[]] = [
  "email_opened",
  "email_opened",
  "email_clicked",
  "email_clicked",
  "sms_clicked",
  "sms_replied",
  "wishlist_added",
  "product_reviewed",
  "email_complained",
];
const OF_PRODUCTS: readonly Signal[] = ["wishlist_added", "product_reviewed"];

/** What channels tell of a customer by a server's key, some of it hours late. */
export function drawMessages(life: LifeInput, { customerId, bornAt }: Beginning): SignalTold[] {
  const { random, endAt } = life;
  if (customerId === null || bornAt === null) return [];
  const count = Math.min(MOST_ANSWERS, Math.floor(random.exponential(MEAN_ANSWERS)));
  return Array.from({ length: count }, (): SignalTold => {
    const signal = random.pick(ANSWERS);
    const occurredAt =
      bornAt + MINUTE_MS + Math.floor(random.next() * (endAt - bornAt - 2 * MINUTE_MS));
    const delay = random.chance(0.15) ? random.between(MINUTE_MS, 9 * HOUR_MS) : SECOND_MS;
    const productId = pickOf(random, life.products).productId;
    return {
      at: occurredAt + delay,
      occurredAt,
      signal,
      trust: "signed",
      about: OF_PRODUCTS.includes(signal) ? `product:${productId}` : null,
      value: 0,
      by: "customer",
      source: { kind: "message" },
    };
  });
}
