import type { LinkReason } from "../pipeline/shared/identities.ts";
import type { Queryable } from "./transaction.ts";

export interface ProfileMergeRow {
  mergeId: number;
  /** The link that joined the two. */
  fromId: number;
  toId: number;
  reason: LinkReason;
  linkedAt: number;
  mergedAt: number;
  /** The profile that remained, and the one that it took in. */
  keptId: number;
  absorbedId: number;
  undoneAt: number | null;
}

const COLUMNS = `merge_id AS "mergeId", from_id AS "fromId", to_id AS "toId", reason, linked_at AS "linkedAt",
  merged_at AS "mergedAt", kept_id AS "keptId", absorbed_id AS "absorbedId", undone_at AS "undoneAt"`;

export type NewProfileMerge = Omit<ProfileMergeRow, "mergeId" | "undoneAt" | "mergedAt"> & {
  /** The two profiles as they were. */
  profileIds: [number, number];
};

/**
 * Writes merges into the audit trail: those of two profiles that existed. An id that is new joins the
 * person it was told with, and no two people became one. Called before profiles are touched.
 */
export async function saveProfileMerges(
  db: Queryable,
  shopId: number,
  merges: NewProfileMerge[],
  mergedAt: number,
): Promise<void> {
  if (merges.length === 0) return;
  await db.query(
    `INSERT INTO profile_merge (shop_id, from_id, to_id, reason, linked_at, kept_id, absorbed_id, merged_at)
     SELECT $1, from_id, to_id, reason, linked_at, kept_id, absorbed_id, $10
     FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::bigint[], $7::bigint[], $8::bigint[],
       $9::bigint[]) AS merge(from_id, to_id, reason, linked_at, kept_id, absorbed_id, one_id, other_id)
     WHERE EXISTS (SELECT FROM profile WHERE shop_id = $1 AND profile_id = one_id)
       AND EXISTS (SELECT FROM profile WHERE shop_id = $1 AND profile_id = other_id)`,
    [
      shopId,
      merges.map((row) => row.fromId),
      merges.map((row) => row.toId),
      merges.map((row) => row.reason),
      merges.map((row) => new Date(row.linkedAt)),
      merges.map((row) => row.keptId),
      merges.map((row) => row.absorbedId),
      merges.map((row) => row.profileIds[0]),
      merges.map((row) => row.profileIds[1]),
      new Date(mergedAt),
    ],
  );
}

export async function findProfileMerge(
  db: Queryable,
  shopId: number,
  mergeId: number,
): Promise<ProfileMergeRow | null> {
  const { rows } = await db.query<ProfileMergeRow>(
    `SELECT ${COLUMNS} FROM profile_merge WHERE shop_id = $1 AND merge_id = $2`,
    [shopId, mergeId],
  );
  return rows[0] ?? null;
}

/** Notes that a link does not hold, in whichever direction it was told, and that its merges are undone. */
export async function cutLink(
  db: Queryable,
  shopId: number,
  link: { fromId: number; toId: number; now: number },
): Promise<void> {
  const { fromId, toId, now } = link;
  await db.query(
    `UPDATE identity_edge SET cut_at = $4 WHERE shop_id = $1 AND cut_at IS NULL
       AND ((from_id = $2 AND to_id = $3) OR (from_id = $3 AND to_id = $2))`,
    [shopId, fromId, toId, new Date(now)],
  );
  await db.query(
    `UPDATE profile_merge SET undone_at = $4 WHERE shop_id = $1 AND undone_at IS NULL
       AND ((from_id = $2 AND to_id = $3) OR (from_id = $3 AND to_id = $2))`,
    [shopId, fromId, toId, new Date(now)],
  );
}

/** The links that a person cut, as "customer:1 client:a", in both directions. */
export async function loadCutLinks(db: Queryable, shopId: number): Promise<Set<string>> {
  const { rows } = await db.query<{ from: string; to: string }>(
    `SELECT a.kind || ':' || a.key AS "from", b.kind || ':' || b.key AS "to" FROM identity_edge edge
       JOIN identity a ON a.shop_id = edge.shop_id AND a.identity_id = edge.from_id
       JOIN identity b ON b.shop_id = edge.shop_id AND b.identity_id = edge.to_id
     WHERE edge.shop_id = $1 AND edge.cut_at IS NOT NULL`,
    [shopId],
  );
  return new Set(rows.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]));
}
