import { findCustomersOfOrders } from "../db/records.ts";
import { removeEmptyProfiles, touchProfiles } from "../db/profiles.ts";
import { addToRollUp } from "../db/roll-up.ts";
import type { Queryable } from "../db/transaction.ts";
import { foldEvents } from "../pipeline/normalize/fold.ts";
import type { IdentityRef, Normalized } from "../pipeline/shared/records.ts";
import { linkIdentities } from "./link-identities.ts";

const customer = (customerId: string): IdentityRef => ({ kind: "customer", key: customerId });

/**
 * Adds what is new to the roll-up of the identities it hangs on, and makes every profile due that
 * anything was told about.
 * @param added.fresh the keys of facts that were not counted before
 * @param added.formerCustomers whose orders these were before: a merchant may move an order
 */
export async function addEvents(
  db: Queryable,
  shopId: number,
  added: {
    told: Normalized;
    fresh: ReadonlySet<string>;
    formerCustomers: string[];
    now: number;
  },
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
  });

  const folded = foldEvents(told.events.filter((event) => added.fresh.has(event.key)));
  const rows = [...folded].flatMap(([key, slots]) => {
    const identity = byKey.get(key);
    return identity ? slots.map((slot) => ({ ...slot, identityId: identity.identityId })) : [];
  });
  await addToRollUp(db, shopId, rows);

  const touched = new Set([...[...byKey.values()].map((row) => row.profileId), ...changed]);
  await touchProfiles(db, shopId, [...touched], now);
  await removeEmptyProfiles(db, shopId, [...changed]);
}
