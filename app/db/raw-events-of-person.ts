import { keysOf, type PersonIds } from "./person-ids.ts";
import type { Queryable } from "./transaction.ts";

/** Raw events that hold one of the names anywhere, and tellings of the orders and their refunds; by `personValues` from $2 on. */
export const IS_OF_PERSON = `(jsonb_path_exists(wire, '$.** ? (@ == $names[*])', jsonb_build_object('names', $2::text[]))
  OR topic LIKE 'refunds/%' AND wire->>'order_id' = ANY($3::text[])
  OR topic LIKE 'orders%' AND wire->>'id' = ANY($3::text[])
  OR source IN ('api', 'klaviyo') AND EXISTS (
    SELECT FROM jsonb_array_elements(wire->'ids') AS told
    JOIN unnest($4::text[], $5::text[]) AS person(kind, key)
      ON told->>'kind' = person.kind AND told->>'key' = person.key))`;

/** Values of `IS_OF_PERSON`. */
type PersonValues = [names: string[], orderIds: readonly string[], kinds: string[], keys: string[]];

export function personValues({ identities, customerIds, orderIds }: PersonIds): PersonValues {
  const names = [
    ...customerIds.flatMap((id) => [id, `gid://shopify/Customer/${id}`]),
    ...keysOf(identities, "email", "phone", "checkout", "cart", "session", "client"),
  ];
  // A merchant's own id may be any word, and an order's number stands in many places: these are looked for
  // only where ids stand by their kinds.
  const ids = [...identities, ...orderIds.map((key) => ({ kind: "order" as const, key }))];
  return [names, orderIds, ids.map(({ kind }) => kind), ids.map(({ key }) => key)];
}

/** A raw event as it is kept. */
export interface KeptMessage {
  /** ISO 8601. */
  receivedAt: string;
  source: string;
  topic: string;
  wire: unknown;
}

/**
 * Those of a person among the next so many raw events of the shop, in the order of their arrival. All are looked at, since
 * no index knows where whose ids stand: a shop's million takes up to a minute, in pages that each take a moment.
 * @returns `last`: where the next page begins; null: there is none
 */
export async function readMessagesOfPerson(
  db: Queryable,
  shopId: number,
  asked: { person: PersonIds; after: number; limit: number },
): Promise<{ messages: KeptMessage[]; last: number | null }> {
  const { rows } = await db.query<{ messages: KeptMessage[]; last: number | null }>(
    `WITH page AS MATERIALIZED (
       SELECT raw_event_id, source, topic, received_at, wire FROM raw_event
       WHERE shop_id = $1 AND raw_event_id > $6 ORDER BY raw_event_id LIMIT $7)
     SELECT (SELECT max(raw_event_id) FROM page) AS last,
       (SELECT COALESCE(json_agg(json_build_object(
          'receivedAt', received_at, 'source', source, 'topic', topic, 'wire', wire) ORDER BY raw_event_id), '[]')
        FROM page WHERE ${IS_OF_PERSON}) AS messages`,
    [shopId, ...personValues(asked.person), asked.after, asked.limit],
  );
  return rows[0] ?? { messages: [], last: null };
}
