import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { IdentityRef, LinkReason } from "../pipeline/shared/identities.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** Two profiles that became one, by which link, and whether somebody took it back. */
export interface Merge {
  mergeId: number;
  reason: LinkReason;
  /** The two ids that the link joined. */
  from: IdentityRef;
  to: IdentityRef;
  /** When the fact happened that joined them. */
  linkedAt: Instant;
  mergedAt: Instant;
  undoneAt: Instant | null;
}

const LIMIT = 10;

/** The latest merges that an id of the profile had a part in, also those that were undone. */
export async function readMerges(
  { shopId, profileId }: { shopId: number; profileId: number },
  db: Queryable = getPool(),
): Promise<Merge[]> {
  const { rows } = await db.query<
    Omit<Merge, "from" | "to"> & Record<"fromKind" | "fromKey" | "toKind" | "toKey", string>
  >(
    `SELECT merge_id AS "mergeId", reason, linked_at AS "linkedAt", merged_at AS "mergedAt",
       undone_at AS "undoneAt", one.kind AS "fromKind", one.key AS "fromKey", other.kind AS "toKind",
       other.key AS "toKey"
     FROM profile_merge
     JOIN identity one ON one.shop_id = profile_merge.shop_id AND one.identity_id = from_id
     JOIN identity other ON other.shop_id = profile_merge.shop_id AND other.identity_id = to_id
     WHERE profile_merge.shop_id = $1 AND (one.profile_id = $2 OR other.profile_id = $2)
     ORDER BY merge_id DESC LIMIT $3`,
    [shopId, profileId, LIMIT],
  );
  return rows.map(({ fromKind, fromKey, toKind, toKey, ...merge }) => ({
    ...merge,
    from: { kind: fromKind as IdentityRef["kind"], key: fromKey },
    to: { kind: toKind as IdentityRef["kind"], key: toKey },
  }));
}
