import type { Beginning, LifeInput } from "./draw-person.ts";
import { DAY_MS, MINUTE_MS } from "./world.ts";
import type { Person, SignalTold } from "./world.ts";

const SHARE = 0.5;
/** A browser's past of before counts to nobody once it belongs to an order: such visitors order no guest's order here. */
const LONGEST_PAST_MS = 29 * DAY_MS;

/** The order of a visitor who gives no name, of a cart that their browser was seen with. */
export function drawGuestOrder(
  { random, index, endAt }: LifeInput,
  { beginning, visits }: { beginning: Beginning; visits: readonly SignalTold[] },
): { order: Person["guestOrder"]; signals: SignalTold[] } {
  const cart = visits.findLast(({ source }) => source.kind === "cart");
  const firstAt = Math.min(...visits.map(({ occurredAt }) => occurredAt));
  const none = { order: null, signals: [] };
  if (beginning.customerId !== null || cart?.source.kind !== "cart") return none;
  // Once the visit is over: what is told of its cart later has a link of its own by then.
  const placedAt = Math.max(...visits.map(({ at }) => at)) + random.between(1, 90) * MINUTE_MS;
  if (!random.chance(SHARE) || placedAt - firstAt > LONGEST_PAST_MS || placedAt >= endAt)
    return none;
  return {
    order: { orderId: String(9_900_000_000 + index), placedAt, cartToken: cart.source.token },
    signals: [
      {
        ...{ at: placedAt, occurredAt: placedAt, signal: "order_placed", trust: "signed" },
        ...{ about: null, value: 0, by: "client", source: { kind: "implied" } },
      },
    ],
  };
}
