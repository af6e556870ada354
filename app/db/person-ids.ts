import type { IdentityKind, IdentityRef } from "../pipeline/shared/identities.ts";
import type { Queryable } from "./transaction.ts";

export interface IdentityOfProfile extends IdentityRef {
  identityId: number;
  profileId: number;
}

/** By what a person stands in raw events. */
export interface PersonIds {
  identities: readonly IdentityRef[];
  customerIds: readonly string[];
  orderIds: readonly string[];
}

/**
 * All by which whom a request to erase is about is known: a customer, a guest by orders, or whoever used a browser. Every order
 * that the request lists is among it, whoever placed it (other than `findPerson`, which answers what may be handed out).
 */
export async function findIdsToErase(
  db: Queryable,
  shopId: number,
  whom: { customerId: string | null; orderIds: string[]; clientId: string | null },
): Promise<PersonIds> {
  const { customerId, orderIds, clientId } = whom;
  if (clientId !== null) {
    const beside = await findIdentitiesBeside(db, shopId, clientId);
    const identities = [...beside, { kind: "client", key: clientId } as const];
    return { identities, customerIds: [], orderIds: [] };
  }
  return findIdsOf(db, shopId, {
    ...{ customerId, orderIds },
    identities: await findIdentitiesOf(db, shopId, { customerId, orderIds }),
  });
}

/** All by which whoever has these identities is known, with what the request to erase them names besides. */
export async function findIdsOf(
  db: Queryable,
  shopId: number,
  whom: { customerId: string | null; orderIds: string[]; identities: readonly IdentityRef[] },
): Promise<PersonIds & { customerIds: string[]; orderIds: string[] }> {
  const { customerId, orderIds, identities } = whom;
  const named = customerId === null ? [] : [customerId];
  const customerIds = [...new Set([...named, ...keysOf(identities, "customer")])];
  const placed = await findOrderIdsOf(db, shopId, customerIds);
  return {
    ...{ identities, customerIds },
    orderIds: [...new Set([...orderIds, ...keysOf(identities, "order"), ...placed])],
  };
}

/** All ids of the customer's profile, and of those of guests' orders: a guest is known by orders alone. */
export async function findIdentitiesOf(
  db: Queryable,
  shopId: number,
  whom: { customerId: string | null; orderIds: string[] },
): Promise<IdentityOfProfile[]> {
  const { rows } = await db.query<IdentityOfProfile>(
    `SELECT identity_id AS "identityId", kind, key, profile_id AS "profileId" FROM identity WHERE shop_id = $1
       AND profile_id IN (
         SELECT profile_id FROM identity WHERE shop_id = $1 AND kind = 'customer' AND key = $2
         UNION ALL
         SELECT placed.profile_id FROM identity placed LEFT JOIN identity root
           ON root.shop_id = $1 AND root.identity_id = placed.profile_id AND root.kind = 'customer'
         WHERE placed.shop_id = $1 AND placed.kind = 'order' AND placed.key = ANY($3::text[]) AND root.key IS NULL)`,
    [shopId, whom.customerId, whom.orderIds],
  );
  return rows;
}

/** The id of a browser and all others of its profile; none where nothing of the browser was taken in. */
export async function findIdentitiesBeside(
  db: Queryable,
  shopId: number,
  clientId: string,
): Promise<IdentityOfProfile[]> {
  const { rows } = await db.query<IdentityOfProfile>(
    `SELECT identity_id AS "identityId", kind, key, profile_id AS "profileId" FROM identity WHERE shop_id = $1
       AND profile_id = (SELECT profile_id FROM identity WHERE shop_id = $1 AND kind = 'client' AND key = $2)`,
    [shopId, clientId],
  );
  return rows;
}

/** Whether anything of a browser is kept, taken in or still waiting to be. */
export async function isClientKnown(
  db: Queryable,
  shopId: number,
  clientId: string,
): Promise<boolean> {
  const { rows } = await db.query<{ isKnown: boolean }>(
    `SELECT EXISTS (SELECT FROM identity WHERE shop_id = $1 AND kind = 'client' AND key = $2)
       OR EXISTS (SELECT FROM raw_event WHERE shop_id = $1 AND ingested_at IS NULL AND wire->>'clientId' = $2) AS "isKnown"`,
    [shopId, clientId],
  );
  return rows[0]?.isKnown === true;
}

/** The ids of the orders of some customers, test orders too. */
async function findOrderIdsOf(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<string[]> {
  const { rows } = await db.query<{ orderId: string }>(
    `SELECT order_id AS "orderId" FROM customer_order WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds],
  );
  return rows.map(({ orderId }) => orderId);
}

/** The keys of some kinds among identities. */
export const keysOf = (identities: readonly IdentityRef[], ...kinds: IdentityKind[]): string[] =>
  identities.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key);
