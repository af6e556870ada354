import { SIGNALS } from "../../shared/signals.ts";
import { NO_PAGE } from "../visitors/event-log.ts";
import type { EventColumns } from "../visitors/event-log.ts";
import { growColumns } from "../visitors/growing-columns.ts";
import { numberTexts } from "../visitors/number-texts.ts";
import { orderFacts, productOf } from "./visitor-fact.ts";
import type { VisitorFact } from "./visitor-fact.ts";

/** A log in the making: facts go in person by person, and only numbers are kept of them. */
export interface VisitLog {
  /**
   * Adds the next person. `linesOf` tells what was in an order, by the key of its fact; what is not known is left out.
   * Returns the person's number, from 0 on.
   */
  add(facts: readonly VisitorFact[], linesOf?: ReadonlyMap<string, readonly string[]>): number;
  /** All that was added. Product number i is `products[i]`. */
  close(): { columns: EventColumns; products: string[] };
}

/** Facts tell no paths. */
const NOWHERE = { area: NO_PAGE, depth: 0 };
const NONE = -1;

/**
 * Makes the columns that visitors are predicted from out of facts. An order is one row, and one more for each product
 * in it: the products' standings count those, and nobody's state does, so that a person is described alike with and
 * without the lines of their orders.
 */
export function createVisitLog(): VisitLog {
  const columns = growColumns();
  const products: string[] = [];
  const numberOf = numberTexts();
  let people = 0;
  let orders = 0;
  const productNumber = (product: string): number => {
    const number = numberOf(product);
    if (number === products.length) products.push(product);
    return number;
  };
  return {
    add(facts, linesOf) {
      const visitor = people;
      people += 1;
      for (const fact of orderFacts(facts)) {
        const row = { visitor, at: fact.at, signal: SIGNALS.indexOf(fact.signal), ...NOWHERE };
        if (fact.signal !== "order_placed") {
          const product = productOf(fact);
          columns.push({
            ...row,
            product: product === null ? NONE : productNumber(product),
            order: NONE,
          });
          continue;
        }
        const order = orders;
        orders += 1;
        columns.push({ ...row, product: NONE, order });
        for (const product of linesOf?.get(fact.key) ?? [])
          columns.push({ ...row, product: productNumber(product), order });
      }
      return visitor;
    },
    close: () => ({ columns: columns.close(), products }),
  };
}
