import type { Queryable } from "./transaction.ts";

/**
 * Remembers facts by their natural key.
 * @returns the keys that were not known before: only these may be counted
 */
export async function rememberFacts(
  db: Queryable,
  shopId: number,
  facts: { keys: string[]; now: number },
): Promise<Set<string>> {
  if (facts.keys.length === 0) return new Set();
  const { rows } = await db.query<{ key: string }>(
    `INSERT INTO dedupe (shop_id, source, key, seen_at)
     SELECT $1, 'fact', key, $3 FROM unnest($2::text[]) AS key
     ON CONFLICT DO NOTHING RETURNING key`,
    [shopId, facts.keys, new Date(facts.now)],
  );
  return new Set(rows.map((row) => row.key));
}
