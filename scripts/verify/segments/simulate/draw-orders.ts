import type { Random } from "../../../../dev-store/simulation/random.ts";
import type { Beginning, LifeInput } from "./draw-person.ts";
import { majorUnit } from "./draw-shop.ts";
import { pickOf } from "./draw-visits.ts";
import type { VisitEnd } from "./draw-visits.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./world.ts";
import type { Order, OrderLine, SignalTold } from "./world.ts";

/** So far back orders of before go: beyond the year that revenue looks back. */
const OLDEST_DAYS = 420;
const ORDERS_AFTER_VISITS = 0.3;

/** A customer's orders, of before and at the end of visits, with what became of them. */
export function drawOrders(
  life: LifeInput,
  told: { beginning: Beginning; visits: readonly VisitEnd[] },
): { orders: Order[]; signals: SignalTold[] } {
  const { random, startAt, endAt } = life;
  const { customerId, bornAt } = told.beginning;
  if (customerId === null || bornAt === null) return { orders: [], signals: [] };
  const isOld = bornAt === startAt;
  const before = isOld ? Math.floor(random.exponential(1.3)) : 0;
  const past = Array.from({ length: Math.min(6, before) }, () => ({
    at: startAt - HOUR_MS - Math.floor(random.next() * OLDEST_DAYS * DAY_MS),
    productIds: [pickOf(random, life.products).productId],
  }));
  const live = told.visits.filter(
    ({ at, isLoggedIn }) => isLoggedIn && at < endAt - DAY_MS && random.chance(ORDERS_AFTER_VISITS),
  );
  const orders = [...past, ...live].map((placed, number) =>
    drawOrder(life, { ...placed, orderId: String(9_000_000 + life.index * 100 + number) }),
  );
  const known = (at: number): number => Math.max(at, startAt);
  const implied = (signal: SignalTold["signal"], occurredAt: number): SignalTold => ({
    at: known(occurredAt),
    occurredAt,
    signal,
    trust: "signed",
    about: null,
    value: 0,
    by: "customer",
    source: { kind: "implied" },
  });
  const signals = orders.flatMap((order) => [
    implied("order_placed", order.placedAt),
    ...(order.cancelledAt === null ? [] : [implied("order_cancelled", order.cancelledAt)]),
    ...order.refunds.map(({ refundedAt }) => implied("order_refunded", refundedAt)),
  ]);
  return { orders, signals };
}

function drawLine(random: Random, told: { productId: string; unit: number }): OrderLine {
  const priceMinor = random.between(1, 120 * told.unit);
  const quantity = random.pick([1, 1, 2]);
  // What was taken off can be more than there is where an order was edited.
  const discountMinor = random.chance(0.2) ? random.between(0, 2 * priceMinor) : 0;
  return { productId: told.productId, quantity, priceMinor, discountMinor };
}

function drawOrder(
  life: LifeInput,
  placed: { at: number; orderId: string; productIds: readonly string[] },
): Order {
  const { random, endAt, currency } = life;
  const { at, orderId } = placed;
  const unit = majorUnit(currency);
  const totalMinor = random.between(8, 300) * unit;
  const more = random.chance(0.4) ? [pickOf(random, life.products).productId] : [];
  const lines = [...placed.productIds.slice(0, 2), ...more].map((productId) =>
    drawLine(random, { productId, unit }),
  );
  const later = (): number => at + random.between(10, 3 * 24 * 60) * MINUTE_MS;
  const isCancelled = random.chance(0.08);
  const cancelledAt = isCancelled ? later() : null;
  const isRefunded = !isCancelled && random.chance(0.15);
  const refundedAt = later();
  const isReached = (instant: number): boolean => instant < endAt;
  return {
    orderId,
    placedAt: at,
    knownAt: at,
    totalMinor,
    channel: random.pick(["web", "web", "pos", "shop_app"]),
    discountMinor: random.pick([0, 0, Math.round(totalMinor / 10)]),
    usedCode: random.pick([false, false, true, null]),
    lines,
    cancelledAt: cancelledAt !== null && isReached(cancelledAt) ? cancelledAt : null,
    refunds:
      isRefunded && isReached(refundedAt)
        ? [
            {
              refundId: `${orderId}1`,
              refundedAt,
              amountMinor: Math.round(totalMinor / random.between(1, 3)),
            },
          ]
        : [],
  };
}
