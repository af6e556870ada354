import { buildOrderPayload } from "../webhooks/payloads/order.ts";
import { buildRefundPayload } from "../webhooks/payloads/refund.ts";
import { requireCustomer } from "./customer-book.ts";
import { updateStatistics } from "./order-statistics.ts";
import { shareDiscount } from "./share-discount.ts";
import type { RefundInput, Shop } from "./shop.ts";
import { beginChange, numberLines, sumLines } from "./shop-state.ts";
import type { Change, ShopState } from "./shop-state.ts";
import type { Order, Refund, RefundLine } from "./types.ts";

type OrderBook = Pick<
  Shop,
  "createOrder" | "payOrder" | "fulfillOrder" | "cancelOrder" | "refundOrder"
>;

/** Orders are born paid unless somebody says otherwise: the dev store has no payments. */
export function openOrderBook(
  state: ShopState,
  checkouts: Pick<Shop, "checkout" | "upsertCheckout">,
): OrderBook {
  const { record, customers, orders, database, ids } = state;
  const payloadShop = { record, customer: (id: string) => customers.get(id) };

  /** Written and told under its own topic and as an update. */
  const changeOrder = (change: Change, topic: string, changed: Order): Order => {
    const order = { ...changed, updatedAt: Math.max(changed.updatedAt, change.at) };
    orders.put(order);
    const payload = () => buildOrderPayload(payloadShop, order);
    change.tell(topic, payload);
    change.tell("orders/updated", payload);
    return order;
  };

  return {
    createOrder(input, options) {
      return database.transaction(() => {
        const id = input.id ?? ids("order");
        if (orders.get(id) !== undefined) throw new Error(`Order ${id} is there already.`);
        const customerId = input.customerId ?? null;
        if (customerId !== null) requireCustomer(state, customerId);
        const change = beginChange(state, options, input.createdAt);
        const createdAt = Math.floor(input.createdAt ?? change.at);
        const { discount } = input;
        const lines = shareDiscount(numberLines(ids, input.lines), discount);
        const linesMinor = sumLines(input.lines) - (discount?.amountMinor ?? 0);
        const totalMinor = input.totalMinor ?? linesMinor;
        const number = nextNumber(state);
        const order: Order = {
          id,
          number,
          name: `#${number}`,
          customerId,
          createdAt,
          processedAt: createdAt,
          updatedAt: Math.max(createdAt, change.at),
          cancelledAt: null,
          cancelReason: null,
          currency: record.currency,
          test: input.test ?? false,
          financialStatus: input.isPaid === false ? "PENDING" : "PAID",
          lines,
          ...(discount === undefined ? {} : { discount }),
          // Without a discount a given total stands for its lines too, whose prices may be rounded.
          subtotalMinor: discount === undefined ? totalMinor : linesMinor,
          totalMinor,
          refundedMinor: 0,
          refunds: [],
          cartToken: input.cartToken ?? null,
          checkoutToken: input.checkoutToken ?? null,
          landingSite: input.landingSite ?? null,
          referringSite: input.referringSite ?? null,
          sourceName: input.sourceName ?? "web",
          fulfillments: [],
        };
        orders.put(order);
        const payload = () => buildOrderPayload(payloadShop, order);
        change.tell("orders/create", payload);
        if (order.financialStatus === "PAID") change.tell("orders/paid", payload);
        updateStatistics(state, change, { before: undefined, after: order });
        completeCheckout(checkouts, order, { ...options, at: change.at });
        return order;
      });
    },

    payOrder(id, input, options) {
      return database.transaction(() => {
        const before = requireOrder(state, id);
        if (before.financialStatus !== "PENDING") throw new Error(`Order ${id} is paid already.`);
        const change = beginChange(state, options, input?.at);
        return changeOrder(change, "orders/paid", { ...before, financialStatus: "PAID" });
      });
    },

    fulfillOrder(id, input, options) {
      return database.transaction(() => {
        const before = requireOrder(state, id);
        if ((before.fulfillments ?? []).length > 0) return before;
        if (before.cancelledAt !== null) throw new Error(`Order ${id} was cancelled.`);
        const change = beginChange(state, options, input?.at);
        const fulfillments = [{ id: ids("fulfillment"), createdAt: change.at }];
        return changeOrder(change, "orders/fulfilled", { ...before, fulfillments });
      });
    },

    cancelOrder(id, input, options) {
      return database.transaction(() => {
        const before = requireOrder(state, id);
        if (before.cancelledAt !== null) return before;
        const change = beginChange(state, options, input.at);
        const order: Order = {
          ...before,
          cancelledAt: change.at,
          cancelReason: input.reason ?? "OTHER",
          updatedAt: Math.max(before.updatedAt, change.at),
        };
        orders.put(order);
        const payload = () => buildOrderPayload(payloadShop, order);
        change.tell("orders/cancelled", payload);
        change.tell("orders/updated", payload);
        updateStatistics(state, change, { before, after: order });
        return order;
      });
    },

    refundOrder(id, input, options) {
      return database.transaction(() => {
        const before = requireOrder(state, id);
        const change = beginChange(state, options, input.at);
        const refundedMinor = before.refundedMinor + input.amountMinor;
        if (!Number.isSafeInteger(input.amountMinor) || input.amountMinor < 0) {
          throw new Error(`Not an amount to refund: ${input.amountMinor}`);
        }
        if (refundedMinor > before.totalMinor) {
          throw new Error(
            `Order ${id} would be refunded ${refundedMinor} of ${before.totalMinor}.`,
          );
        }
        const refund: Refund = {
          id: ids("refund"),
          orderId: id,
          createdAt: change.at,
          amountMinor: input.amountMinor,
          note: input.note ?? null,
          transactionId: ids("transaction"),
          lines: refundLines(state, before, input),
        };
        const order: Order = {
          ...before,
          refundedMinor,
          refunds: [...before.refunds, refund],
          financialStatus: refundedMinor < before.totalMinor ? "PARTIALLY_REFUNDED" : "REFUNDED",
          updatedAt: Math.max(before.updatedAt, change.at),
        };
        orders.put(order);
        change.tell("refunds/create", () => buildRefundPayload(payloadShop, refund, order));
        change.tell("orders/updated", () => buildOrderPayload(payloadShop, order));
        updateStatistics(state, change, { before, after: order });
        return refund;
      });
    },
  };
}

function requireOrder(state: ShopState, id: string): Order {
  const order = state.orders.get(id);
  if (order === undefined) throw new Error(`${state.record.domain} has no order ${id}.`);
  return order;
}

/** 1001, 1002, …, as a new shop counts. */
function nextNumber({ database, record }: ShopState): number {
  const row = database
    .statement(
      `INSERT INTO counters (name, value) VALUES (?, 1001)
       ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
    )
    .get(`order number of ${record.domain}`);
  return Number(row?.["value"]);
}

function completeCheckout(
  checkouts: Pick<Shop, "checkout" | "upsertCheckout">,
  order: Order,
  options: { emit?: boolean; at: number },
): void {
  if (order.checkoutToken === null) return;
  const checkout = checkouts.checkout(order.checkoutToken);
  if (checkout === undefined || checkout.completedAt !== null) return;
  const { token, lines } = checkout;
  const customerId = order.customerId ?? checkout.customerId;
  checkouts.upsertCheckout({ token, lines, customerId, completedAt: order.createdAt }, options);
}

function refundLines(state: ShopState, order: Order, input: RefundInput): RefundLine[] {
  return (input.lines ?? []).map(({ lineItemId, quantity }) => {
    const line = order.lines.find((candidate) => candidate.id === lineItemId);
    if (line === undefined) throw new Error(`Order ${order.id} has no line ${lineItemId}.`);
    const subtotalMinor = line.priceMinor * quantity;
    return { id: state.ids("line"), lineItemId, quantity, subtotalMinor };
  });
}
