import type { BehavioralEvent } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

/** Who is tied to a browser by a link, whether it holds or was cut. */
export interface LinkedToClient {
  identityId: number;
  /** A session, cart or other browser that nothing but this browser tells of. */
  isBrought: boolean;
}

export async function findLinkedToClient(
  db: Queryable,
  shopId: number,
  clientIdentityId: number,
): Promise<LinkedToClient[]> {
  const { rows } = await db.query<LinkedToClient>(
    `SELECT identity_id AS "identityId",
       kind IN ('session', 'cart', 'client') AND NOT EXISTS (
         SELECT FROM identity_edge WHERE shop_id = $1 AND from_id = linked.identity_id AND to_id <> $2)
       AND NOT EXISTS (
         SELECT FROM identity_edge WHERE shop_id = $1 AND to_id = linked.identity_id AND from_id <> $2) AS "isBrought"
     FROM identity AS linked WHERE shop_id = $1 AND identity_id IN (
       SELECT to_id FROM identity_edge WHERE shop_id = $1 AND from_id = $2
       UNION ALL
       SELECT from_id FROM identity_edge WHERE shop_id = $1 AND to_id = $2)`,
    [shopId, clientIdentityId],
  );
  return rows;
}

/** A fact that a browser told, and on whom it hangs: on the customer where one was logged in. */
export type FactOfClient = Pick<BehavioralEvent, "signal" | "trust" | "occurredAt"> & {
  identityId: number;
  profileId: number;
};

/** What the storefront's scripts of a browser told, on whomever it hangs; in the keys stands the browser. */
export async function findFactsOfClient(
  db: Queryable,
  shopId: number,
  clientId: string,
): Promise<FactOfClient[]> {
  const { rows } = await db.query<FactOfClient>(
    `SELECT identity_id AS "identityId", profile_id AS "profileId", signal, trust, occurred_at AS "occurredAt"
     FROM fact JOIN identity USING (shop_id, identity_id)
     WHERE fact.shop_id = $1 AND ${TOLD_BY_CLIENT}`,
    [shopId, clientId],
  );
  return rows;
}

/** Of a row of `fact`, by the browser's id as $2. Row security leaves `starts_with` the index: it is no leaky function. */
export const TOLD_BY_CLIENT = "starts_with(fact.key, 'client:' || $2::text || ':')";
