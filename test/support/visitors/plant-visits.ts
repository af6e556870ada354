import type pg from "pg";
import { SLOT_MS } from "../../../app/pipeline/shared/time.ts";
import type { SimulatedPerson } from "./simulated-facts.ts";

/**
 * Writes simulated people into a shop as if all that they did had come in: each a browser of its own, with its facts,
 * roll-up and profile, due at once. Their instants are moved by `shiftMs`.
 */
export async function plantVisits(
  pool: pg.Pool,
  shopId: number,
  planted: { people: readonly SimulatedPerson[]; shiftMs: number; now: number },
): Promise<void> {
  const { people, shiftMs, now } = planted;
  const names = people.map(({ name }) => name);
  await pool.query(
    `INSERT INTO identity (shop_id, kind, key, profile_id) SELECT $1, 'client', name, 0 FROM unnest($2::text[]) AS name`,
    [shopId, names],
  );
  await pool.query(
    "UPDATE identity SET profile_id = identity_id WHERE shop_id = $1 AND profile_id = 0",
    [shopId],
  );
  const facts = people.flatMap(({ name, facts: own }) => own.map((fact) => ({ ...fact, name })));
  await pool.query(
    `INSERT INTO fact (shop_id, key, identity_id, signal, trust, occurred_at, value, about)
     SELECT $1, told.key, identity_id, signal, 'claimed', at, 0, about
     FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[]) AS told(key, name, signal, at, about)
     JOIN identity ON identity.shop_id = $1 AND kind = 'client' AND identity.key = name`,
    [
      shopId,
      facts.map(({ key }) => key),
      facts.map(({ name }) => name),
      facts.map(({ signal }) => signal),
      facts.map(({ at }) => new Date(at + shiftMs)),
      facts.map(({ about }) => about),
    ],
  );
  await pool.query(
    `INSERT INTO signal_slot (shop_id, identity_id, signal, trust, slot, count, value, first_at, last_at)
     SELECT $1, identity_id, signal, trust, floor(extract(epoch FROM occurred_at) / $3)::int AS slot, count(*), 0,
       min(occurred_at), max(occurred_at)
     FROM fact JOIN identity USING (shop_id, identity_id)
     WHERE shop_id = $1 AND kind = 'client' AND identity.key = ANY($2::text[])
     GROUP BY identity_id, signal, trust, slot`,
    [shopId, names, SLOT_MS / 1000],
  );
  await pool.query(
    `INSERT INTO profile (shop_id, profile_id, due_at) SELECT $1, identity_id, $3 FROM identity
     WHERE shop_id = $1 AND kind = 'client' AND key = ANY($2::text[])`,
    [shopId, names, new Date(now)],
  );
}
