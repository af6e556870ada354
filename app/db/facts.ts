import type { IdentityRef } from "../pipeline/shared/identities.ts";
import type { BehavioralEvent, SlotRow } from "../pipeline/shared/records.ts";
import { SLOT_MS } from "../pipeline/shared/time.ts";
import { bigintArray, instantArray, textArray } from "./binary-arrays.ts";
import type { Queryable } from "./transaction.ts";

export interface FactRow extends BehavioralEvent {
  identityId: number;
}

/**
 * What is known of these facts. OFFSET 0 keeps one lookup a key (see roll-up.ts): nearly all are new, and to learn that the planner
 * read the whole table.
 */
export async function loadFacts(
  db: Queryable,
  shopId: number,
  keys: string[],
): Promise<Map<string, FactRow>> {
  if (keys.length === 0) return new Map();
  const { rows } = await db.query<
    Omit<FactRow, "subject" | "key"> & { factKey: string } & IdentityRef
  >(
    `SELECT known.key AS "factKey", known.identity_id AS "identityId", signal, trust, occurred_at AS "occurredAt", value,
       about, of.kind, of.key
     FROM unnest($2::text[]) AS asked(key)
       CROSS JOIN LATERAL (SELECT * FROM fact WHERE fact.shop_id = $1 AND fact.key = asked.key OFFSET 0) AS known
       CROSS JOIN LATERAL (
         SELECT kind, key FROM identity
         WHERE identity.shop_id = $1 AND identity.identity_id = known.identity_id OFFSET 0) AS of`,
    [shopId, textArray(keys)],
  );
  return new Map(
    rows.map(({ factKey, kind, key, ...fact }) => [
      factKey,
      { ...fact, key: factKey, subject: { kind, key } },
    ]),
  );
}

/** Notes facts that are not known. The caller knows, and nobody adds others meanwhile: asking here again would cost a third more. */
export async function addFacts(db: Queryable, shopId: number, facts: FactRow[]): Promise<void> {
  if (facts.length === 0) return;
  await db.query(INSERT_FACTS, [shopId, ...columnsOf(facts)]);
}

/** Lets known facts become what is told here. The caller knows that this is the better telling. */
export async function replaceFacts(db: Queryable, shopId: number, facts: FactRow[]): Promise<void> {
  if (facts.length === 0) return;
  await db.query(
    `${INSERT_FACTS}
     ON CONFLICT (shop_id, key) DO UPDATE SET identity_id = excluded.identity_id, signal = excluded.signal,
       trust = excluded.trust, occurred_at = excluded.occurred_at, value = excluded.value, about = excluded.about`,
    [shopId, ...columnsOf(facts)],
  );
}

const INSERT_FACTS = `
  INSERT INTO fact (shop_id, key, identity_id, signal, trust, occurred_at, value, about)
  SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[],
    $8::text[])`;

const columnsOf = (facts: readonly FactRow[]): Buffer[] => [
  textArray(facts.map((fact) => fact.key)),
  bigintArray(facts.map((fact) => fact.identityId)),
  textArray(facts.map((fact) => fact.signal)),
  textArray(facts.map((fact) => fact.trust)),
  instantArray(facts.map((fact) => fact.occurredAt)),
  bigintArray(facts.map((fact) => fact.value)),
  textArray(facts.map((fact) => fact.about)),
];

type SlotKey = Pick<SlotRow, "signal" | "trust" | "slot"> & { identityId: number };

/**
 * Counts some rows of the roll-up again from their facts: those from which a fact moved away, since the
 * first and last instant of a row cannot be taken back from it, and those to which it moved.
 */
export async function recountSlots(db: Queryable, shopId: number, slots: SlotKey[]): Promise<void> {
  if (slots.length === 0) return;
  const columns = [
    slots.map((row) => row.identityId),
    slots.map((row) => row.signal),
    slots.map((row) => row.trust),
    slots.map((row) => row.slot),
  ];
  const recounted = `(SELECT DISTINCT * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::int[])
    AS named(identity_id, signal, trust, slot)) AS recounted`;
  await db.query(
    `DELETE FROM signal_slot USING ${recounted} WHERE shop_id = $1 AND signal_slot.identity_id = recounted.identity_id
       AND signal_slot.signal = recounted.signal AND signal_slot.trust = recounted.trust
       AND signal_slot.slot = recounted.slot`,
    [shopId, ...columns],
  );
  await db.query(
    `INSERT INTO signal_slot (shop_id, identity_id, signal, trust, slot, count, value, first_at, last_at)
     SELECT $1, identity_id, signal, trust, slot, count(*), sum(value), min(occurred_at), max(occurred_at)
     FROM ${recounted} JOIN fact USING (identity_id, signal, trust)
     WHERE shop_id = $1 AND occurred_at >= to_timestamp(slot * $6::float8) AND occurred_at < to_timestamp((slot + 1) * $6::float8)
     GROUP BY identity_id, signal, trust, slot`,
    [shopId, ...columns, SLOT_MS / 1000],
  );
}
