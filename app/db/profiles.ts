import type { Rfm } from "../pipeline/score/rfm.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import {
  bigintArray,
  instantArray,
  intArray,
  jsonbArray,
  smallintArray,
  textArray,
} from "./binary-arrays.ts";
import { removeDerivedRows } from "./derived-rows.ts";
import type { DueProfile } from "./due-profiles.ts";
import type { Queryable } from "./transaction.ts";

/** A profile of which something became known, and the instant from which on it counts otherwise. */
export interface TouchedProfile {
  profileId: number;
  /** null: nothing that counts has changed. */
  since: number | null;
}

/**
 * Makes profiles exist and due at once, and has their history written anew from the day on in which
 * something changed. A profile bears the number of its root, which is its customer where it has one.
 * Rows are taken in the order of their ids, so that two writers never wait for each other in a ring.
 * OFFSET 0 keeps one lookup a profile, by its number alone (see identities-of.ts).
 */
export async function touchProfiles(
  db: Queryable,
  shopId: number,
  profiles: TouchedProfile[],
  now: number,
): Promise<void> {
  if (profiles.length === 0) return;
  await db.query(
    `INSERT INTO profile (shop_id, profile_id, customer_id, due_at, history_day)
     SELECT $1, touched.profile_id, root.key, $3, touched.day - 1
     FROM unnest($2::bigint[], $4::int[]) AS touched(profile_id, day)
     LEFT JOIN LATERAL (
       SELECT kind, key FROM identity
       WHERE identity.shop_id = $1 AND identity.identity_id = touched.profile_id OFFSET 0) AS root ON root.kind = 'customer'
     ORDER BY touched.profile_id
     ON CONFLICT (shop_id, profile_id) DO UPDATE SET due_at = LEAST(profile.due_at, excluded.due_at),
       history_day = CASE WHEN profile.history_day IS NOT NULL
         THEN LEAST(profile.history_day, excluded.history_day) END`,
    [
      shopId,
      bigintArray(profiles.map((profile) => profile.profileId)),
      new Date(now),
      intArray(profiles.map(({ since }) => (since === null ? null : dayOf(since)))),
    ],
  );
}

/** Removes profiles that no identity belongs to any more: their identities moved to another one. */
export async function removeEmptyProfiles(
  db: Queryable,
  shopId: number,
  profileIds: number[],
): Promise<void> {
  if (profileIds.length === 0) return;
  const { rows } = await db.query<{ profileId: number; customerId: string | null }>(
    `DELETE FROM profile WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])
       AND NOT EXISTS (SELECT FROM identity WHERE identity.shop_id = $1 AND identity.profile_id = profile.profile_id)
     RETURNING profile_id AS "profileId", customer_id AS "customerId"`,
    [shopId, profileIds],
  );
  await removeDerivedRows(
    db,
    shopId,
    rows.map((row) => row.profileId),
  );
  // A customer whom Shopify merged into another one is gone there: no tag can be written on them.
  await removeOutboxes(
    db,
    shopId,
    rows.flatMap((row) => row.customerId ?? []),
  );
}

/** What was still to be written on customers who are gone. */
async function removeOutboxes(db: Queryable, shopId: number, customerIds: string[]): Promise<void> {
  for (const table of ["tag_state", "metafield_state", "announcement"]) {
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1 AND customer_id = ANY($2::text[])`, [
      shopId,
      customerIds,
    ]);
  }
}

/** The profile of a customer; null where the shop has none. */
export async function findProfile(
  db: Queryable,
  shopId: number,
  customerId: string,
): Promise<number | null> {
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT profile_id AS "profileId" FROM profile WHERE shop_id = $1 AND customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0]?.profileId ?? null;
}

export interface ScoredProfile {
  profileId: number;
  /** Micro-points, null = unknown. */
  scores: {
    intent: number | null;
    engagement: number | null;
    value: number | null;
    behavior: number | null;
  };
  /** As it is stored. */
  ledger: unknown;
  levels: number;
  rfm: Rfm;
  /** null: nothing was fitted yet, or they never ordered. */
  outlook: unknown;
  /** null: nothing was fitted yet, or they were not seen lately. */
  visitOutlook: unknown;
  /** The latest of its behavior, null when there is none. */
  lastSeenAt: number | null;
  dueAt: number | null;
}

export async function saveScores(
  db: Queryable,
  shopId: number,
  scored: {
    profiles: ScoredProfile[];
    scoredAt: number;
    modelVersion: number;
    /** The last day of which their history stands now; null: as before. */
    historyDay: number | null;
  },
): Promise<void> {
  if (scored.profiles.length === 0) return;
  await db.query(
    `UPDATE profile SET intent = new.intent, engagement = new.engagement, value = new.value,
       behavior = new.behavior, ledger = new.ledger, due_at = new.due_at,
       last_seen_at = new.last_seen_at, scored_at = $10, model_version = $11, recency = new.recency,
       frequency = new.frequency, monetary = new.monetary, rfm_group = new.rfm_group,
       history_day = COALESCE($16, history_day), outlook = new.outlook,
       visit_outlook = new.visit_outlook, levels = new.levels
     FROM unnest($2::bigint[], $3::int[], $4::int[], $5::int[], $6::int[], $7::jsonb[], $8::timestamptz[],
         $9::timestamptz[], $12::smallint[], $13::smallint[], $14::smallint[], $15::text[],
         $17::jsonb[], $18::jsonb[], $19::smallint[])
       AS new(profile_id, intent, engagement, value, behavior, ledger, due_at, last_seen_at, recency, frequency,
         monetary, rfm_group, outlook, visit_outlook, levels)
     WHERE profile.shop_id = $1 AND profile.profile_id = new.profile_id`,
    [
      shopId,
      bigintArray(scored.profiles.map((row) => row.profileId)),
      intArray(scored.profiles.map((row) => row.scores.intent)),
      intArray(scored.profiles.map((row) => row.scores.engagement)),
      intArray(scored.profiles.map((row) => row.scores.value)),
      intArray(scored.profiles.map((row) => row.scores.behavior)),
      jsonbArray(scored.profiles.map((row) => JSON.stringify(row.ledger))),
      instantArray(scored.profiles.map((row) => row.dueAt)),
      instantArray(scored.profiles.map((row) => row.lastSeenAt)),
      new Date(scored.scoredAt),
      scored.modelVersion,
      smallintArray(scored.profiles.map(({ rfm }) => (rfm.group === null ? null : rfm.recency))),
      smallintArray(scored.profiles.map(({ rfm }) => (rfm.group === null ? null : rfm.frequency))),
      smallintArray(scored.profiles.map(({ rfm }) => (rfm.group === null ? null : rfm.monetary))),
      textArray(scored.profiles.map(({ rfm }) => rfm.group)),
      scored.historyDay,
      jsonbArray(scored.profiles.map(({ outlook }) => textOrNull(outlook))),
      jsonbArray(scored.profiles.map(({ visitOutlook }) => textOrNull(visitOutlook))),
      smallintArray(scored.profiles.map(({ levels }) => levels)),
    ],
  );
}

const textOrNull = (told: unknown): string | null => (told === null ? null : JSON.stringify(told));

/** Removes a profile whose customer was deleted, with all that was derived for it. */
export async function removeProfiles(
  db: Queryable,
  shopId: number,
  profiles: DueProfile[],
): Promise<void> {
  if (profiles.length === 0) return;
  const ids = profiles.map((profile) => profile.profileId);
  await removeOutboxes(
    db,
    shopId,
    profiles.flatMap((profile) => profile.customerId ?? []),
  );
  await removeDerivedRows(db, shopId, ids);
  await db.query(`DELETE FROM profile WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])`, [
    shopId,
    ids,
  ]);
}
