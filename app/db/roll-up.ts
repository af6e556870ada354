import type { SlotRow } from "../pipeline/shared/records.ts";
import { slotStart } from "../pipeline/shared/time.ts";
import { addToList } from "./add-to-list.ts";
import { bigintArray, instantArray, intArray, textArray } from "./binary-arrays.ts";
import { identitiesOf } from "./identities-of.ts";
import type { Queryable } from "./transaction.ts";

export interface IdentitySlotRow extends SlotRow {
  identityId: number;
}

/** Adds occurrences to the roll-up. Sums, earliest and latest commute: the order of calls changes nothing. */
export async function addToRollUp(
  db: Queryable,
  shopId: number,
  rows: IdentitySlotRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO signal_slot (shop_id, identity_id, signal, trust, slot, count, value, first_at, last_at)
     SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::int[], $6::int[], $7::bigint[],
       $8::timestamptz[], $9::timestamptz[])
     ON CONFLICT (shop_id, identity_id, signal, trust, slot) DO UPDATE SET
       count = signal_slot.count + excluded.count, value = signal_slot.value + excluded.value,
       first_at = LEAST(signal_slot.first_at, excluded.first_at),
       last_at = GREATEST(signal_slot.last_at, excluded.last_at)`,
    [
      shopId,
      bigintArray(rows.map((row) => row.identityId)),
      textArray(rows.map((row) => row.signal)),
      textArray(rows.map((row) => row.trust)),
      intArray(rows.map((row) => row.slot)),
      intArray(rows.map((row) => row.count)),
      bigintArray(rows.map((row) => row.value)),
      instantArray(rows.map((row) => row.firstAt)),
      instantArray(rows.map((row) => row.lastAt)),
    ],
  );
}

/**
 * The roll-up rows of profiles: of all their identities together, each within its window. OFFSET 0 keeps one lookup an
 * identity: where the planner may join, it reads the whole table for a batch of people as soon as that looks cheaper,
 * and a shop of twice the customers takes four times as long.
 */
export async function loadRollUp(
  db: Queryable,
  shopId: number,
  profileIds: number[],
): Promise<Map<number, SlotRow[]>> {
  const { rows } = await db.query<SlotRow & { profileId: number }>(
    `SELECT identity.profile_id AS "profileId", signal, trust, slot, count, value,
       first_at AS "firstAt", last_at AS "lastAt"
     FROM ${identitiesOf("identity")} CROSS JOIN LATERAL (
       SELECT * FROM signal_slot
       WHERE signal_slot.shop_id = $1 AND signal_slot.identity_id = identity.identity_id OFFSET 0) AS counted
     WHERE (counts_from IS NULL OR slot >= counts_from) AND (counts_until IS NULL OR slot < counts_until)`,
    [shopId, profileIds],
  );
  const byProfile = new Map<number, SlotRow[]>();
  // Named one by one: the rest of a pattern is copied by a call into V8's runtime, and there are fifteen rows a profile.
  for (const { profileId, signal, trust, slot, count, value, firstAt, lastAt } of rows) {
    const row = { signal, trust, slot, count, value, firstAt, lastAt };
    addToList(byProfile, profileId, row);
  }
  return byProfile;
}

/** When the earliest slot of some identities begins; those without one are left out. */
export async function findEarliestSlots(
  db: Queryable,
  shopId: number,
  identityIds: number[],
): Promise<Map<number, number>> {
  if (identityIds.length === 0) return new Map();
  const { rows } = await db.query<{ identityId: number; slot: number }>(
    `SELECT identity_id AS "identityId", min(slot) AS slot FROM signal_slot
     WHERE shop_id = $1 AND identity_id = ANY($2::bigint[]) GROUP BY identity_id`,
    [shopId, identityIds],
  );
  return new Map(rows.map((row) => [row.identityId, slotStart(row.slot)]));
}
