import { findIdentities } from "../db/identities.ts";
import { findCustomersOfOrders } from "../db/records.ts";
import { removeEmptyProfiles, touchProfiles } from "../db/profiles.ts";
import type { Queryable } from "../db/transaction.ts";
import type { IdentityRef } from "../pipeline/shared/identities.ts";
import type { Normalized } from "../pipeline/shared/records.ts";
import { countFacts } from "./count-facts.ts";
import { linkIdentities } from "./link-identities.ts";

const customer = (customerId: string): IdentityRef => ({ kind: "customer", key: customerId });

/**
 * Counts what is new in the roll-up of the identities it hangs on, and makes every profile due that
 * anything was told about.
 * @param added.formerCustomers whose orders these were before: a merchant may move an order
 */
export async function addEvents(
  db: Queryable,
  shopId: number,
  added: { told: Normalized; formerCustomers: string[]; now: number },
): Promise<void> {
  const { told, now } = added;
  const refunded = await findCustomersOfOrders(
    db,
    shopId,
    told.refunds.map((refund) => refund.orderId),
  );
  const customers = [
    ...told.customers.map((row) => row.customerId),
    ...told.orders.flatMap((row) => row.customerId ?? []),
    ...refunded,
    ...added.formerCustomers,
  ];
  const { byKey, changed } = await linkIdentities(db, shopId, {
    refs: [...told.events.map((event) => event.subject), ...customers.map(customer)],
    links: told.links,
    now,
  });
  const identityIds = new Map([...byKey].map(([key, row]) => [key, row.identityId]));
  const left = await countFacts(db, shopId, { events: told.events, identityIds });

  const concerned = [...byKey.values(), ...(await findIdentities(db, shopId, left))];
  const touched = new Set([...concerned.map((row) => row.profileId), ...changed]);
  await touchProfiles(db, shopId, [...touched], now);
  await removeEmptyProfiles(db, shopId, [...changed]);
}
