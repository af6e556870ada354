import type { Signal } from "../../pipeline/shared/signals.ts";
import type { Queryable } from "../transaction.ts";

/** How far a signal leads, from 1, looking, to 4, ordering. */
export type FunnelDepth = 1 | 2 | 3 | 4;

/** The first slot of a calendar day of the shop; days are counted from 1970. */
const slotAt = (day: string): string =>
  `(extract(epoch FROM (DATE '1970-01-01' + ${day}::int)::timestamp AT TIME ZONE $2) / 900)::int`;

/**
 * Counts some calendar days of a shop anew, from the first to the last: every person who was seen on a day, once, with
 * the furthest step. Who goes far has been everywhere before: a cart without a look is both. A browser that several
 * people use is nobody's outside of its person's time, and then a person of its own.
 */
export async function countFunnelDays(
  db: Queryable,
  shopId: number,
  asked: {
    timezone: string;
    fromDay: number;
    toDay: number;
    depths: readonly { signal: Signal; depth: FunnelDepth }[];
  },
): Promise<void> {
  await db.query(
    `WITH person_day AS (
       SELECT (to_timestamp(slot * 900::float8) AT TIME ZONE $2)::date - DATE '1970-01-01' AS day,
         CASE WHEN slot >= COALESCE(counts_from, slot) AND slot < COALESCE(counts_until, slot + 1)
           THEN profile_id ELSE -identity_id END AS person,
         max(depth) AS depth, min(depth) AS least
       FROM signal_slot JOIN identity USING (shop_id, identity_id)
       JOIN unnest($5::text[], $6::int[]) AS step(signal, depth) USING (signal)
       WHERE shop_id = $1 AND slot >= ${slotAt("$3")} AND slot < ${slotAt("($4::int + 1)")}
       GROUP BY 1, 2)
     INSERT INTO funnel_day (shop_id, day, looked, carted, checked_out, ordered, ordered_unseen)
     SELECT shop_id, each_day, count(person) FILTER (WHERE least < 4),
       count(person) FILTER (WHERE least < 4 AND depth >= 2), count(person) FILTER (WHERE least < 4 AND depth >= 3),
       count(person) FILTER (WHERE least < 4 AND depth = 4), count(person) FILTER (WHERE least = 4)
     FROM (SELECT shop_id FROM shop WHERE shop_id = $1 FOR KEY SHARE) AS held
     CROSS JOIN generate_series($3::int, $4::int) AS each_day LEFT JOIN person_day ON day = each_day
     GROUP BY 1, 2
     ON CONFLICT (shop_id, day) DO UPDATE SET looked = excluded.looked, carted = excluded.carted,
       checked_out = excluded.checked_out, ordered = excluded.ordered, ordered_unseen = excluded.ordered_unseen`,
    [
      shopId,
      asked.timezone,
      asked.fromDay,
      asked.toDay,
      asked.depths.map(({ signal }) => signal),
      asked.depths.map(({ depth }) => depth),
    ],
  );
}

/** Forgets the days before one. */
export async function trimFunnelDays(db: Queryable, shopId: number, day: number): Promise<void> {
  await db.query("DELETE FROM funnel_day WHERE shop_id = $1 AND day < $2", [shopId, day]);
}

export interface FunnelDay {
  /** A calendar day of the shop, counted from 1970. */
  day: number;
  looked: number;
  carted: number;
  checkedOut: number;
  ordered: number;
  orderedUnseen: number;
}

/** The counts of some days, in the order of time. */
export async function findFunnelDays(
  db: Queryable,
  shopId: number,
  asked: { fromDay: number; toDay: number },
): Promise<FunnelDay[]> {
  const { rows } = await db.query<FunnelDay>(
    `SELECT day, looked, carted, checked_out AS "checkedOut", ordered, ordered_unseen AS "orderedUnseen"
     FROM funnel_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3 ORDER BY day`,
    [shopId, asked.fromDay, asked.toDay],
  );
  return rows;
}
