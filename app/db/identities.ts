import type { IdentityLink, IdentityRef } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

export interface IdentityRow extends IdentityRef {
  identityId: number;
  profileId: number;
}

const COLUMNS = `identity_id AS "identityId", kind, key, profile_id AS "profileId"`;

/**
 * Finds or makes the rows of identities; a new one is a profile of its own until a link says
 * otherwise. The caller holds the shop's ingest lock, so nobody makes the same one meanwhile.
 */
export async function ensureIdentities(
  db: Queryable,
  shopId: number,
  refs: IdentityRef[],
): Promise<IdentityRow[]> {
  if (refs.length === 0) return [];
  const kinds = refs.map((ref) => ref.kind);
  const keys = refs.map((ref) => ref.key);
  await db.query(
    `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id)
     SELECT $1, fresh.id, fresh.kind, fresh.key, fresh.id
     FROM (SELECT nextval('identity_identity_id_seq') AS id, kind, key
           FROM (SELECT DISTINCT kind, key FROM unnest($2::text[], $3::text[]) AS ref(kind, key)) AS ref
           WHERE NOT EXISTS (SELECT FROM identity known
             WHERE known.shop_id = $1 AND known.kind = ref.kind AND known.key = ref.key)) AS fresh`,
    [shopId, kinds, keys],
  );
  const { rows } = await db.query<IdentityRow>(
    `SELECT ${COLUMNS} FROM identity JOIN unnest($2::text[], $3::text[]) AS ref(kind, key) USING (kind, key)
     WHERE shop_id = $1`,
    [shopId, kinds, keys],
  );
  return rows;
}

export interface EdgeRow {
  fromId: number;
  toId: number;
  reason: string;
  at: number;
}

/**
 * Remembers links. Of two facts that tie the same identities the earlier is kept, so that the
 * order of arrival changes nothing.
 */
export async function saveEdges(db: Queryable, shopId: number, edges: EdgeRow[]): Promise<void> {
  if (edges.length === 0) return;
  await db.query(
    `INSERT INTO identity_edge (shop_id, from_id, to_id, reason, at)
     SELECT DISTINCT ON (from_id, to_id) $1, from_id, to_id, reason, at
     FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[]) AS edge(from_id, to_id, reason, at)
     ORDER BY from_id, to_id, at, reason
     ON CONFLICT (shop_id, from_id, to_id) DO UPDATE SET reason = excluded.reason, at = excluded.at
       WHERE (excluded.at, excluded.reason) < (identity_edge.at, identity_edge.reason)`,
    [
      shopId,
      edges.map((edge) => edge.fromId),
      edges.map((edge) => edge.toId),
      edges.map((edge) => edge.reason),
      edges.map((edge) => new Date(edge.at)),
    ],
  );
}

export interface ConnectedIdentities {
  identities: IdentityRow[];
  links: IdentityLink[];
}

/** Everything that links reach from some identities, these included. */
export async function loadConnected(
  db: Queryable,
  shopId: number,
  identityIds: number[],
): Promise<ConnectedIdentities> {
  const { rows: identities } = await db.query<IdentityRow>(
    `WITH RECURSIVE reached AS (
       SELECT unnest($2::bigint[]) AS id
       UNION
       SELECT CASE WHEN edge.from_id = reached.id THEN edge.to_id ELSE edge.from_id END
       FROM reached JOIN identity_edge edge
         ON edge.shop_id = $1 AND (edge.from_id = reached.id OR edge.to_id = reached.id))
     SELECT ${COLUMNS} FROM identity WHERE shop_id = $1 AND identity_id IN (SELECT id FROM reached)`,
    [shopId, identityIds],
  );
  const byId = new Map(identities.map((row) => [row.identityId, row]));
  const { rows: edges } = await db.query<EdgeRow>(
    `SELECT from_id AS "fromId", to_id AS "toId", reason, at FROM identity_edge
     WHERE shop_id = $1 AND from_id = ANY($2::bigint[])`,
    [shopId, [...byId.keys()]],
  );
  const links = edges.flatMap((edge) => {
    const from = byId.get(edge.fromId);
    const to = byId.get(edge.toId);
    return from && to ? [{ from, to, reason: edge.reason, at: edge.at }] : [];
  });
  return { identities, links };
}

export async function assignProfiles(
  db: Queryable,
  shopId: number,
  assignments: { identityId: number; profileId: number }[],
): Promise<void> {
  if (assignments.length === 0) return;
  await db.query(
    `UPDATE identity SET profile_id = moved.profile_id
     FROM unnest($2::bigint[], $3::bigint[]) AS moved(identity_id, profile_id)
     WHERE identity.shop_id = $1 AND identity.identity_id = moved.identity_id`,
    [shopId, assignments.map((row) => row.identityId), assignments.map((row) => row.profileId)],
  );
}
