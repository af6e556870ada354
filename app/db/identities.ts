import type { ClientWindow } from "../pipeline/normalize/client-windows.ts";
import { LINK_REASONS } from "../pipeline/shared/identities.ts";
import type { IdentityLink, IdentityRef, LinkReason } from "../pipeline/shared/identities.ts";
import { bigintArray, instantArray, intArray, textArray } from "./binary-arrays.ts";
import type { Queryable } from "./transaction.ts";

export interface IdentityRow extends IdentityRef, ClientWindow {
  identityId: number;
  profileId: number;
}

const COLUMNS = `identity_id AS "identityId", kind, key, profile_id AS "profileId", counts_from AS "countsFrom",
  counts_until AS "countsUntil"`;

/**
 * The rows of identities, each asked for once. One that is not known gets a number that nobody else has, and is a profile of its own
 * until a link says otherwise; it is not written yet. OFFSET 0 keeps one lookup each (see roll-up.ts).
 */
export async function lookUpIdentities(
  db: Queryable,
  shopId: number,
  refs: readonly IdentityRef[],
): Promise<(IdentityRow & { isNew: boolean })[]> {
  if (refs.length === 0) return [];
  const { rows } = await db.query<IdentityRow & { isNew: boolean; profileId: number | null }>(
    `SELECT CASE WHEN known."identityId" IS NULL THEN nextval('identity_identity_id_seq') ELSE known."identityId" END
         AS "identityId", asked.kind, asked.key, "profileId", "countsFrom", "countsUntil",
       known."identityId" IS NULL AS "isNew"
     FROM unnest($2::text[], $3::text[]) AS asked(kind, key)
     LEFT JOIN LATERAL (
       SELECT ${COLUMNS} FROM identity
       WHERE identity.shop_id = $1 AND identity.kind = asked.kind AND identity.key = asked.key OFFSET 0) AS known ON true`,
    [shopId, textArray(refs.map((ref) => ref.kind)), textArray(refs.map((ref) => ref.key))],
  );
  return rows.map((row) => ({ ...row, profileId: row.profileId ?? row.identityId }));
}

/** Writes identities that are new, in the profiles where they belong. The caller holds the shop's ingest lock, so nobody writes the same meanwhile. */
export async function addIdentities(
  db: Queryable,
  shopId: number,
  identities: readonly IdentityRow[],
): Promise<void> {
  if (identities.length === 0) return;
  await db.query(
    `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id, counts_from, counts_until)
     SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::int[], $7::int[])`,
    [
      shopId,
      bigintArray(identities.map((row) => row.identityId)),
      textArray(identities.map((row) => row.kind)),
      textArray(identities.map((row) => row.key)),
      bigintArray(identities.map((row) => row.profileId)),
      intArray(identities.map((row) => row.countsFrom)),
      intArray(identities.map((row) => row.countsUntil)),
    ],
  );
}

export async function findIdentities(
  db: Queryable,
  shopId: number,
  identityIds: number[],
): Promise<IdentityRow[]> {
  const { rows } = await db.query<IdentityRow>(
    `SELECT ${COLUMNS} FROM identity WHERE shop_id = $1 AND identity_id = ANY($2::bigint[])`,
    [shopId, identityIds],
  );
  return rows;
}

export interface EdgeRow {
  fromId: number;
  toId: number;
  reason: LinkReason;
  at: number;
}

/**
 * Remembers links. Of two facts that tie the same identities the more certain is kept, then the earlier,
 * so that the order of arrival changes nothing. A link that was cut stays cut.
 */
export async function saveEdges(db: Queryable, shopId: number, edges: EdgeRow[]): Promise<void> {
  if (edges.length === 0) return;
  await db.query(
    `INSERT INTO identity_edge (shop_id, from_id, to_id, reason, at)
     SELECT DISTINCT ON (from_id, to_id) $1, from_id, to_id, reason, at
     FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[]) AS edge(from_id, to_id, reason, at)
     ORDER BY from_id, to_id, array_position($6::text[], reason), at
     ON CONFLICT (shop_id, from_id, to_id) DO UPDATE SET reason = excluded.reason, at = excluded.at
       WHERE (array_position($6::text[], excluded.reason), excluded.at)
         < (array_position($6::text[], identity_edge.reason), identity_edge.at)`,
    [
      shopId,
      bigintArray(edges.map((edge) => edge.fromId)),
      bigintArray(edges.map((edge) => edge.toId)),
      textArray(edges.map((edge) => edge.reason)),
      instantArray(edges.map((edge) => edge.at)),
      LINK_REASONS,
    ],
  );
}

export interface ConnectedIdentities {
  identities: IdentityRow[];
  links: IdentityLink[];
}

/** Everything written that links reach from some identities, these included. Links that were cut reach nothing. */
export async function loadConnected(
  db: Queryable,
  shopId: number,
  identityIds: number[],
): Promise<ConnectedIdentities> {
  if (identityIds.length === 0) return { identities: [], links: [] };
  const { rows: identities } = await db.query<IdentityRow>(
    // One lookup a direction: with OR in one join the planner reads the whole table again in every step.
    `WITH RECURSIVE reached AS (
       SELECT unnest($2::bigint[]) AS id
       UNION
       SELECT next.id FROM reached CROSS JOIN LATERAL (
         SELECT to_id AS id FROM identity_edge WHERE shop_id = $1 AND from_id = reached.id AND cut_at IS NULL
         UNION ALL
         SELECT from_id FROM identity_edge WHERE shop_id = $1 AND to_id = reached.id AND cut_at IS NULL) AS next)
     SELECT known.* FROM reached CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM identity WHERE shop_id = $1 AND identity_id = reached.id OFFSET 0) AS known`,
    [shopId, identityIds],
  );
  const byId = new Map(identities.map((row) => [row.identityId, row]));
  const { rows: edges } = await db.query<EdgeRow>(
    `SELECT from_id AS "fromId", to_id AS "toId", reason, at FROM identity_edge
     WHERE shop_id = $1 AND from_id = ANY($2::bigint[]) AND cut_at IS NULL`,
    [shopId, [...byId.keys()]],
  );
  const links = edges.flatMap((edge) => {
    const from = byId.get(edge.fromId);
    const to = byId.get(edge.toId);
    return from && to ? [{ from, to, reason: edge.reason, at: edge.at }] : [];
  });
  return { identities, links };
}

/** Puts identities into profiles, and says which of their slots count there. */
export async function assignProfiles(
  db: Queryable,
  shopId: number,
  assignments: (ClientWindow & { identityId: number; profileId: number })[],
): Promise<void> {
  if (assignments.length === 0) return;
  await db.query(
    `UPDATE identity SET profile_id = moved.profile_id, counts_from = moved.counts_from, counts_until = moved.counts_until
     FROM unnest($2::bigint[], $3::bigint[], $4::int[], $5::int[]) AS moved(identity_id, profile_id, counts_from, counts_until)
     WHERE identity.shop_id = $1 AND identity.identity_id = moved.identity_id`,
    [
      shopId,
      assignments.map((row) => row.identityId),
      assignments.map((row) => row.profileId),
      assignments.map((row) => row.countsFrom),
      assignments.map((row) => row.countsUntil),
    ],
  );
}
