import { findIdentitiesOf, keysOf, type IdentityOfProfile } from "./person-ids.ts";
import type { Queryable } from "./transaction.ts";

/** Whom a request names: a customer, a guest by their orders, or a customer with orders that they placed as a guest. */
export interface NamedPerson {
  /** null: a guest. */
  customerId: string | null;
  orderIds: string[];
}

/** By what a person stands in all tables. */
export interface FoundPerson {
  identities: IdentityOfProfile[];
  customerIds: string[];
  /** Those that they placed, and those named that no other customer placed, stored or not. */
  orderIds: string[];
  /** Whether anything of them is stored. */
  isKnown: boolean;
}

export async function findPerson(
  db: Queryable,
  shopId: number,
  named: NamedPerson,
): Promise<FoundPerson> {
  const identities = await findIdentitiesOf(db, shopId, named);
  const own = named.customerId === null ? [] : [named.customerId];
  const customerIds = [...new Set([...own, ...keysOf(identities, "customer")])];
  const { rows: orders } = await db.query<{ orderId: string; customerId: string | null }>(
    `SELECT order_id AS "orderId", customer_id AS "customerId" FROM customer_order
     WHERE shop_id = $1 AND (customer_id = ANY($2::text[]) OR order_id = ANY($3::text[]))`,
    [shopId, customerIds, named.orderIds],
  );
  // What is handed out to one person is nobody else's, whatever a request lists.
  const isTheirs = ({ customerId }: (typeof orders)[number]): boolean =>
    customerId === null || customerIds.includes(customerId);
  const others = new Set(orders.filter((order) => !isTheirs(order)).map(({ orderId }) => orderId));
  const placed = orders.filter(isTheirs).map(({ orderId }) => orderId);
  const told = [...placed, ...named.orderIds, ...keysOf(identities, "order")];
  return {
    identities,
    customerIds,
    orderIds: [...new Set(told)].filter((orderId) => !others.has(orderId)),
    isKnown: identities.length > 0 || placed.length > 0,
  };
}
