import type { PricedOrder } from "./counted-orders.ts";
import { NumberList } from "./number-list.ts";

/** NaN in a column: the order was not cancelled. */
const NEVER = NaN;

/**
 * The orders of many customers as columns of numbers: 32 bytes an order, 16 a refund and 16 a customer, where objects
 * take ten times as much. A shop's days are computed from all of its orders, one day after the other, in a worker that has
 * other shops too. Customers stand at places from 0 on, in the order in which they were added.
 */
export class OrderColumns implements Iterable<PricedOrder[]> {
  readonly #profileIds = new NumberList();
  /** How many orders there were once a customer was added; of refunds once an order was. */
  readonly #orderEnds = new NumberList();
  readonly #refundEnds = new NumberList();
  readonly #placedAt = new NumberList();
  readonly #totals = new NumberList();
  readonly #cancelledAt = new NumberList();
  readonly #refundedAt = new NumberList();
  readonly #refunds = new NumberList();

  /** How many customers there are. */
  get size(): number {
    return this.#profileIds.length;
  }

  add(profileId: number, orders: readonly PricedOrder[]): void {
    for (const { placedAt, totalMinor, cancelledAt, refunds } of orders) {
      this.#placedAt.push(placedAt);
      this.#totals.push(totalMinor);
      this.#cancelledAt.push(cancelledAt ?? NEVER);
      for (const { refundedAt, amountMinor } of refunds) {
        this.#refundedAt.push(refundedAt);
        this.#refunds.push(amountMinor);
      }
      this.#refundEnds.push(this.#refundedAt.length);
    }
    this.#profileIds.push(profileId);
    this.#orderEnds.push(this.#placedAt.length);
  }

  profileAt(place: number): number {
    return this.#profileIds.at(place);
  }

  /** A customer's orders, made anew for whoever asks. */
  ordersAt(place: number): PricedOrder[] {
    const orders: PricedOrder[] = [];
    const end = this.#orderEnds.at(place);
    for (let index = beginOf(this.#orderEnds, place); index < end; index += 1) {
      const cancelledAt = this.#cancelledAt.at(index);
      orders.push({
        placedAt: this.#placedAt.at(index),
        totalMinor: this.#totals.at(index),
        cancelledAt: Number.isNaN(cancelledAt) ? null : cancelledAt,
        refunds: this.#refundsOf(index),
      });
    }
    return orders;
  }

  *[Symbol.iterator](): Iterator<PricedOrder[]> {
    for (let place = 0; place < this.size; place += 1) yield this.ordersAt(place);
  }

  #refundsOf(order: number): PricedOrder["refunds"] {
    const begin = beginOf(this.#refundEnds, order);
    const count = this.#refundEnds.at(order) - begin;
    if (count === 0) return NO_REFUNDS;
    return Array.from({ length: count }, (_, index) => ({
      refundedAt: this.#refundedAt.at(begin + index),
      amountMinor: this.#refunds.at(begin + index),
    }));
  }
}

/** Most orders have none. */
const NO_REFUNDS: PricedOrder["refunds"] = [];

const beginOf = (ends: NumberList, index: number): number => (index === 0 ? 0 : ends.at(index - 1));
