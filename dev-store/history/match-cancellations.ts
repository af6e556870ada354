import type { Happening, Unmatched } from "./history.ts";
import type { Invoice, InvoiceLine } from "./invoice.ts";
import { toMinor } from "./parse-decimal.ts";

export interface MatchCancellationsInput {
  /** Both in time order. */
  orders: Invoice[];
  cancellations: Invoice[];
  currencyDigits: number;
  onUnmatched: (entry: Unmatched, why: string) => void;
}

/** What is left of an order, and of one line of it, after the cancellations so far. */
interface OrderRest {
  key: string;
  at: number;
  pieces: number;
  minor: number;
}

interface LineRest {
  order: OrderRest;
  line: InvoiceLine;
  pieces: number;
  minor: number;
}

/**
 * A cancellation names no order, so each of its lines takes back pieces of the same product from
 * its customer's earlier orders, the latest first, and within an order from lines of its own price
 * first. For each order it touches there is one refund; when nothing remains of the order, one
 * cancellation with that refund instead. The amount is the cancellation's price, never more than
 * what those pieces cost, so the refunds of an order cannot exceed its total. What finds no order
 * (bought before the history begins, fees, discounts) is told as unmatched.
 */
export function matchCancellations(input: MatchCancellationsInput): Happening[] {
  const rests = indexRests(input.orders);
  const customers = new Set(input.orders.map(({ customerKey }) => customerKey));
  const happenings: Happening[] = [];
  for (const cancellation of input.cancellations) {
    const given = new Map<OrderRest, number>();
    for (const line of cancellation.lines) {
      const candidates = rests.get(restKey(cancellation.customerKey, line.sku)) ?? [];
      const taken = takeBack(line, candidates, {
        at: cancellation.at,
        digits: input.currencyDigits,
      });
      for (const { order, minor } of taken.parts) given.set(order, (given.get(order) ?? 0) + minor);
      if (taken.leftPieces > 0 || taken.leftMinor > 0) {
        const why = whyLeft(taken, customers.has(cancellation.customerKey));
        const reason = `${describeLeft(line, taken)}: ${why}`;
        input.onUnmatched({ line: line.line, key: cancellation.key, reason }, why);
      }
    }
    happenings.push(...toHappenings(cancellation, given));
  }
  return happenings;
}

const restKey = (customer: string | null, sku: string): string => `${customer ?? ""}\n${sku}`;

function indexRests(orders: Invoice[]): Map<string, LineRest[]> {
  const rests = new Map<string, LineRest[]>();
  // From the latest to the earliest: the order in which cancellations look for what they cancel.
  for (const { key, at, customerKey, lines } of orders.toReversed()) {
    if (customerKey === null) continue;
    const order: OrderRest = { key, at, pieces: 0, minor: 0 };
    for (const line of lines) {
      const { quantity: pieces, totalMinor: minor } = line;
      order.pieces += pieces;
      order.minor += minor;
      const name = restKey(customerKey, line.sku);
      const list = rests.get(name) ?? [];
      list.push({ order, line, pieces, minor });
      rests.set(name, list);
    }
  }
  return rests;
}

interface Taken {
  parts: { order: OrderRest; minor: number }[];
  leftPieces: number;
  leftMinor: number;
}

function takeBack(
  line: InvoiceLine,
  candidates: LineRest[],
  { at, digits }: { at: number; digits: number },
): Taken {
  const taken: Taken = { parts: [], leftPieces: line.quantity, leftMinor: 0 };
  const earlier = candidates.filter((rest) => rest.order.at <= at && rest.pieces > 0);
  const price = toMinor(line.price, digits);
  const isSamePrice = (rest: LineRest): boolean => toMinor(rest.line.price, digits) === price;
  for (const order of new Set(earlier.map((rest) => rest.order))) {
    const rests = earlier.filter((rest) => rest.order === order);
    for (const rest of [...rests.filter(isSamePrice), ...rests.filter((r) => !isSamePrice(r))]) {
      const pieces = Math.min(taken.leftPieces, rest.pieces);
      if (pieces === 0) continue;
      const asked = toMinor(line.price, digits, pieces);
      const paid =
        pieces === rest.pieces
          ? rest.minor
          : Math.min(rest.minor, toMinor(rest.line.price, digits, pieces));
      const minor = Math.min(asked, paid);
      rest.pieces -= pieces;
      rest.minor -= paid;
      order.pieces -= pieces;
      taken.leftPieces -= pieces;
      taken.leftMinor += asked - minor;
      taken.parts.push({ order, minor });
    }
  }
  return taken;
}

function toHappenings(cancellation: Invoice, given: Map<OrderRest, number>): Happening[] {
  return [...given].flatMap(([order, amountMinor]): Happening[] => {
    const { at } = cancellation;
    if (order.pieces === 0) {
      return [{ kind: "cancel", at, orderKey: order.key, refundMinor: amountMinor }];
    }
    if (amountMinor === 0) return [];
    const refundKey = `${cancellation.key}/${order.key}`;
    return [{ kind: "refund", at, orderKey: order.key, refundKey, amountMinor }];
  });
}

function whyLeft(taken: Taken, isCustomer: boolean): string {
  if (taken.leftPieces === 0) return "more money back than the pieces cost";
  return isCustomer ? "no earlier order has the pieces" : "the customer has no order";
}

function describeLeft(line: InvoiceLine, taken: Taken): string {
  const what = line.sku || "a line without a product";
  return taken.leftPieces > 0
    ? `${taken.leftPieces} of ${line.quantity} pieces of ${what}`
    : `${taken.leftMinor} minor units for ${what}`;
}
