import type { PersonIds } from "./person-ids.ts";
import { personValues } from "./raw-events-of-person.ts";
import type { Queryable } from "./transaction.ts";

/** By what a person is looked for among others, each with the place where it counts. */
export function marksOf(person: PersonIds): string[] {
  const [names, orderIds, kinds, keys] = personValues(person);
  return [
    ...names.map((name) => `any ${name}`),
    ...orderIds.map((id) => `orders ${id}`),
    ...keys.map((key, place) => `${kinds[place]} ${key}`),
  ];
}

/**
 * What `IS_OF_PERSON` finds, for many people at once: however many they are, each value of a raw event is looked up once. In
 * the three parts are its four.
 */
const MARKED = `
  SELECT raw_event_id, 'any ' || name AS mark
  FROM page CROSS JOIN LATERAL jsonb_path_query(wire, 'strict $.** ? (@.type() == "string")') AS held
    JOIN unnest($2::text[]) AS told(name) ON told.name = held #>> '{}'
  UNION ALL
  SELECT raw_event_id, 'orders ' || id
  FROM page JOIN unnest($3::text[]) AS told(id)
    ON told.id = CASE WHEN topic LIKE 'refunds/%' THEN wire->>'order_id' WHEN topic LIKE 'orders%' THEN wire->>'id' END
  UNION ALL
  SELECT raw_event_id, person.kind || ' ' || person.key
  FROM page CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN source IN ('api', 'klaviyo') THEN wire->'ids' END) AS held
    JOIN unnest($4::text[], $5::text[]) AS person(kind, key)
      ON held->>'kind' = person.kind AND held->>'key' = person.key`;

/**
 * Looks for people in the next so many raw events of the shop, up to one.
 * @returns `last`: where the next page begins; null: there is none
 */
export async function findMarked(
  db: Queryable,
  shopId: number,
  asked: { people: PersonIds; after: number; until: number; limit: number },
): Promise<{ found: { rawEventId: number; mark: string }[]; last: number | null }> {
  const { rows } = await db.query<{ rawEventId: number | null; mark: string | null }>(
    `WITH page AS MATERIALIZED (
       SELECT raw_event_id, source, topic, wire FROM raw_event
       WHERE shop_id = $1 AND raw_event_id > $6 AND raw_event_id <= $7 ORDER BY raw_event_id LIMIT $8),
     marked AS (${MARKED})
     SELECT raw_event_id AS "rawEventId", mark FROM marked
     UNION ALL SELECT max(raw_event_id), NULL FROM page`,
    [shopId, ...personValues(asked.people), asked.after, asked.until, asked.limit],
  );
  let last: number | null = null;
  const found: { rawEventId: number; mark: string }[] = [];
  for (const { rawEventId, mark } of rows) {
    if (mark === null) last = rawEventId;
    else if (rawEventId !== null) found.push({ rawEventId, mark });
  }
  return { found, last };
}

/** The last of the shop's raw events but for the so many that came after it; 0: there are no more than these. */
export async function findBeforeLatest(
  db: Queryable,
  shopId: number,
  latest: number,
): Promise<number> {
  const { rows } = await db.query<{ rawEventId: number }>(
    `SELECT raw_event_id AS "rawEventId" FROM raw_event WHERE shop_id = $1
     ORDER BY raw_event_id DESC OFFSET $2 LIMIT 1`,
    [shopId, latest],
  );
  return rows[0]?.rawEventId ?? 0;
}
