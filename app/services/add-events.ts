import { findProfilesOfCustomers } from "../db/concerned-profiles.ts";
import { findIdentities } from "../db/identities.ts";
import { findCustomersOfOrders, type OrderOfCustomer } from "../db/records.ts";
import { removeEmptyProfiles, touchProfiles } from "../db/profiles.ts";
import type { Queryable } from "../db/transaction.ts";
import { identityKey } from "../pipeline/normalize/identity.ts";
import type { IdentityRef } from "../pipeline/shared/identities.ts";
import type { Normalized } from "../pipeline/shared/records.ts";
import { countFacts } from "./count-facts.ts";
import { linkIdentities } from "./link-identities.ts";
import { noteSince } from "./since.ts";

const customer = (customerId: string): IdentityRef => ({ kind: "customer", key: customerId });

/**
 * Counts what is new in the roll-up of the identities it hangs on, and makes every profile due that
 * anything was told about.
 * @param added.formerOrders whose the told orders were before: a merchant may move an order
 * @param added.changed orders of which something that counts has changed, and since when
 */
export async function addEvents(
  db: Queryable,
  shopId: number,
  added: {
    told: Normalized;
    formerOrders: OrderOfCustomer[];
    changed: ReadonlyMap<string, number>;
    /** Whom something is told of that is no behavior, and that conditions may ask for. */
    concerned: { profileIds: number[]; customerIds: string[] };
    now: number;
  },
): Promise<void> {
  const { told, changed, now } = added;
  const refunded = await findCustomersOfOrders(
    db,
    shopId,
    told.refunds.map((refund) => refund.orderId),
  );
  const orders = [...told.orders, ...refunded, ...added.formerOrders];
  const customers = [
    ...told.customers.map((row) => row.customerId),
    ...orders.flatMap((row) => row.customerId ?? []),
  ];
  const linked = await linkIdentities(db, shopId, {
    refs: [...told.events.map((event) => event.subject), ...customers.map(customer)],
    links: told.links,
    now,
  });
  const { byKey, since } = linked;
  const identityIds = new Map([...byKey].map(([key, row]) => [key, row.identityId]));
  const counted = await countFacts(db, shopId, { events: told.events, identityIds });

  const known = new Set(identityIds.values());
  const left = [...counted.keys()].filter((identityId) => !known.has(identityId));
  const concerned = [...byKey.values(), ...(await findIdentities(db, shopId, left))];
  for (const { identityId, profileId } of concerned) {
    const at = counted.get(identityId);
    if (at !== undefined) noteSince(since, profileId, at);
  }
  for (const { orderId, customerId } of orders) {
    const at = changed.get(orderId);
    const owner = customerId === null ? undefined : byKey.get(identityKey(customer(customerId)));
    if (at !== undefined && owner !== undefined) noteSince(since, owner.profileId, at);
  }
  const { concerned: asked } = added;
  const touched = new Set([
    ...concerned.map((row) => row.profileId),
    ...linked.changed,
    ...asked.profileIds,
    ...(await findProfilesOfCustomers(db, shopId, asked.customerIds)),
  ]);
  await touchProfiles(
    db,
    shopId,
    [...touched].map((profileId) => ({ profileId, since: since.get(profileId) ?? null })),
    now,
  );
  await removeEmptyProfiles(db, shopId, linked.gone);
}
