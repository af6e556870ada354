import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { IdentityKind } from "../pipeline/shared/identities.ts";
import { slotStart } from "../pipeline/shared/time.ts";
import type { Instant, Slot } from "../pipeline/shared/time.ts";

/** One id under which a person is known, and the earliest fact that tied it to another of theirs. */
export interface KnownIdentity {
  kind: IdentityKind;
  key: string;
  /** null for an id that stands alone. */
  linkedAt: Instant | null;
  linkReason: string | null;
  /** Of a browser: since when a second customer is known on it; null where nobody else is. */
  sharedSince: Instant | null;
}

const LIMIT = 25;

/** The ids of one profile: the customer first, then the newest ties. At most 25: some people clear their cookies daily. */
export async function readIdentities(
  { shopId, profileId }: { shopId: number; profileId: number },
  db: Queryable = getPool(),
): Promise<KnownIdentity[]> {
  const { rows } = await db.query<
    Omit<KnownIdentity, "sharedSince"> & { countsUntil: Slot | null }
  >(
    `SELECT kind, key, counts_until AS "countsUntil", link.at AS "linkedAt", link.reason AS "linkReason"
     FROM identity LEFT JOIN LATERAL (
       SELECT at, reason FROM (
         SELECT at, reason FROM identity_edge WHERE shop_id = $1 AND from_id = identity.identity_id
         UNION ALL
         SELECT at, reason FROM identity_edge WHERE shop_id = $1 AND to_id = identity.identity_id) AS edges
       ORDER BY at LIMIT 1) AS link ON true
     WHERE shop_id = $1 AND profile_id = $2
     ORDER BY kind <> 'customer', link.at DESC NULLS LAST, identity_id LIMIT $3`,
    [shopId, profileId, LIMIT],
  );
  return rows.map(({ countsUntil, ...identity }) => ({
    ...identity,
    sharedSince: countsUntil === null ? null : slotStart(countsUntil),
  }));
}
