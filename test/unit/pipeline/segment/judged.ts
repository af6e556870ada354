import type { Condition, Filter, Things } from "../../../../app/pipeline/segment/condition-tree.ts";
import { personOf } from "../../../../app/pipeline/segment/situation.ts";
import type { AboutRow, OrderDetail } from "../../../../app/pipeline/segment/situation.ts";
import type { OrderFact, SlotRow } from "../../../../app/pipeline/shared/records.ts";
import type { Signal } from "../../../../app/pipeline/shared/signals.ts";
import { evaluateCondition } from "../../../support/evaluate-condition.ts";
import { factsOf, NOW, row } from "../score/facts.ts";
import { knownOf, situationAt } from "./situations.ts";
import type { Known } from "./situations.ts";

const UNTOLD: OrderDetail = {
  ...{ channel: null, discountMinor: null, usedCode: null },
  ...{ productIds: [], productMinor: [] },
};

/** What is told of one person in a test, the rest being nobody's. */
export interface Told extends Partial<Known> {
  rows?: SlotRow[];
  orders?: OrderFact[];
  looks?: AboutRow[];
  details?: (readonly [OrderFact, Partial<OrderDetail>])[];
}

export function judgeTold(condition: Condition, told: Told, asOf = NOW) {
  const { rows = [], orders, looks = [], details = [], ...known } = told;
  const facts = factsOf(rows, orders ?? details.map(([placed]) => placed));
  const orderDetails = new Map(
    details.map(([{ orderId }, detail]): [string, OrderDetail] => [
      orderId,
      { ...UNTOLD, ...detail },
    ]),
  );
  const person = personOf({ customerId: "7", looks, orderDetails });
  return evaluateCondition({
    ...situationAt(knownOf({ person, ...known, facts }), asOf),
    condition,
  });
}

export const isMet = (condition: Condition, told: Told, asOf = NOW): boolean =>
  judgeTold(condition, told, asOf).met;

export const orders = (...where: Filter[]): Things => ({ kind: "orders", where });
export const signals = (name: Signal, ...where: Filter[]): Things => ({
  kind: "signals",
  signals: [name],
  where,
});
export const look = (about: string, at: number, signal: Signal = "product_viewed"): AboutRow => {
  return { ...row(signal, at), about };
};
export const atLeast = (
  count: number,
  of: Things,
  rest: Partial<Extract<Condition, { kind: "count" }>> = {},
): Condition => ({
  kind: "count",
  of,
  each: null,
  window: null,
  comparison: "at-least",
  count,
  ...rest,
});
