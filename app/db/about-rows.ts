import type { Signal, Trust } from "../pipeline/shared/signals.ts";
import { SLOT_MS } from "../pipeline/shared/time.ts";
import { addToList } from "./add-to-list.ts";
import { identitiesOf } from "./identities-of.ts";
import type { Queryable } from "./transaction.ts";

/** As a row of the roll-up, apart for each thing that it was about. */
export interface StoredAboutRow {
  signal: Signal;
  trust: Trust;
  /** "product:7880321196742" */
  about: string;
  slot: number;
  count: number;
  firstAt: number;
  lastAt: number;
  /** Of signals that are asked for so the instant of each, in any order; else null. */
  instants: number[] | null;
}

/**
 * What profiles did to which things: facts rolled up by slot, of all their identities together, each within its
 * window. What anybody could have sent is left out: it counts in no condition. One lookup an identity, as `loadRollUp`.
 * @param asked.each signals of which every instant is told, besides the first and the last
 * @param asked.since facts before are left out; null: none
 */
export async function loadAboutRows(
  db: Queryable,
  shopId: number,
  asked: {
    profileIds: number[];
    signals: readonly Signal[];
    each: readonly Signal[];
    since: number | null;
  },
): Promise<Map<number, StoredAboutRow[]>> {
  if (asked.profileIds.length === 0 || asked.signals.length === 0) return new Map();
  const { rows } = await db.query<StoredAboutRow & { profileId: number }>(
    `SELECT profile_id AS "profileId", signal, trust, about, slot, count(*)::int AS count,
       min(occurred_at) AS "firstAt", max(occurred_at) AS "lastAt",
       array_agg(round(date_part('epoch', occurred_at) * 1000)) FILTER (WHERE signal = ANY($6::text[]))
         AS instants
     FROM (SELECT profile_id, signal, trust, about, occurred_at, counts_from, counts_until,
         floor(date_part('epoch', occurred_at) / $5::float8)::int AS slot
       FROM ${identitiesOf("identity")} CROSS JOIN LATERAL (
         SELECT * FROM fact
         WHERE fact.shop_id = $1 AND fact.identity_id = identity.identity_id
           AND occurred_at >= COALESCE($4::timestamptz, '-infinity') AND signal = ANY($3::text[])
           AND about IS NOT NULL AND trust <> 'unsigned' OFFSET 0) AS looked) AS told
     WHERE (counts_from IS NULL OR slot >= counts_from) AND (counts_until IS NULL OR slot < counts_until)
     GROUP BY profile_id, signal, trust, about, slot`,
    [
      shopId,
      asked.profileIds,
      asked.signals,
      asked.since === null ? null : new Date(asked.since),
      SLOT_MS / 1000,
      asked.each,
    ],
  );
  const byProfile = new Map<number, StoredAboutRow[]>();
  // Named one by one, as in `loadRollUp`.
  for (const { profileId, signal, trust, about, slot, count, firstAt, lastAt, instants } of rows) {
    const row = { signal, trust, about, slot, count, firstAt, lastAt, instants };
    addToList(byProfile, profileId, row);
  }
  return byProfile;
}
