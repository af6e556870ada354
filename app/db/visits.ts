import type { VisitorFact } from "../pipeline/predict/visits/visitor-fact.ts";
import { SLOT_MS } from "../pipeline/shared/time.ts";
import type { Queryable } from "./transaction.ts";

/** Which facts are asked for: of these signals, from `from` to before `until`. */
export interface FactSpan {
  signals: readonly string[];
  from: number;
  until: number;
}

/** How many facts there are, and when the first of them was; null: there are none. */
export async function measureFacts(
  db: Queryable,
  shopId: number,
  { signals, from, until }: FactSpan,
): Promise<{ count: number; firstAt: number } | null> {
  const { rows } = await db.query<{ count: number; firstAt: number | null }>(
    `SELECT count(*)::int AS count, min(occurred_at) AS "firstAt" FROM fact
     WHERE shop_id = $1 AND signal = ANY($2::text[]) AND occurred_at >= $3 AND occurred_at < $4`,
    [shopId, signals, new Date(from), new Date(until)],
  );
  const [measured] = rows;
  if (measured === undefined || measured.firstAt === null) return null;
  return { count: measured.count, firstAt: measured.firstAt };
}

/** A profile by what names it, which is the same whatever the order in which it became known. */
export interface PersonRow {
  profileId: number;
  kind: string;
  key: string;
}

/**
 * The next profiles after one, in the order of what names them; of all, or of about every so-manyth, the same ones each
 * time.
 */
export async function listPeople(
  db: Queryable,
  shopId: number,
  page: { after: Pick<PersonRow, "kind" | "key"> | null; limit: number; everyNth: number },
): Promise<PersonRow[]> {
  const { after, limit, everyNth } = page;
  // Names are read on in the order of their index, and of the chosen ones alone whose they are. With the conditions in one place
  // PostgreSQL expects so few to meet them that it reads all identities of the shop, and sorts them, for each page.
  const { rows } = await db.query<PersonRow>(
    `SELECT profile_id AS "profileId", kind, key
     FROM (SELECT kind, key FROM identity WHERE shop_id = $1 AND (kind, key) > ($2, $3) ORDER BY kind, key OFFSET 0) AS named
       CROSS JOIN LATERAL (
         SELECT profile_id FROM identity AS root
         WHERE root.shop_id = $1 AND root.kind = named.kind AND root.key = named.key AND identity_id = profile_id OFFSET 0) AS person
     WHERE (hashtext(key) & 2147483647) % $5 = 0
     ORDER BY kind, key LIMIT $4`,
    [shopId, after?.kind ?? "", after?.key ?? "", limit, everyNth],
  );
  return rows;
}

/**
 * What profiles did: of all their identities together, each within its window; of each profile the latest `most`, in no
 * order.
 */
export async function loadVisitorFacts(
  db: Queryable,
  shopId: number,
  asked: FactSpan & { profileIds: readonly number[]; most: number },
): Promise<Map<number, VisitorFact[]>> {
  if (asked.profileIds.length === 0) return new Map();
  // Profile by profile: asked for all at once, a shop of a million has its identities read whole, by three processes, for each
  // batch of 500 (240 ms of a processor in place of 16).
  const { rows } = await db.query<VisitorFact & { profileId: number }>(
    `SELECT profile_id AS "profileId", key, signal, at, about
     FROM (SELECT DISTINCT unnest($2::bigint[]) AS profile_id) AS asked CROSS JOIN LATERAL (
       SELECT fact.key, signal, occurred_at AS at, about FROM identity JOIN fact USING (shop_id, identity_id)
       WHERE shop_id = $1 AND identity.profile_id = asked.profile_id AND signal = ANY($3::text[])
         AND occurred_at >= $4 AND occurred_at < $5
         AND (counts_from IS NULL OR extract(epoch FROM occurred_at) >= counts_from * $7::float8)
         AND (counts_until IS NULL OR extract(epoch FROM occurred_at) < counts_until * $7::float8)
       ORDER BY occurred_at DESC, fact.key DESC LIMIT $6) AS latest`,
    [
      shopId,
      asked.profileIds,
      asked.signals,
      new Date(asked.from),
      new Date(asked.until),
      asked.most,
      SLOT_MS / 1000,
    ],
  );
  const byProfile = new Map<number, VisitorFact[]>();
  for (const { profileId, ...fact } of rows) {
    const list = byProfile.get(profileId);
    if (list) list.push(fact);
    else byProfile.set(profileId, [fact]);
  }
  return byProfile;
}

/** Those of some profiles who ordered before a slot of the roll-up. */
export async function findBuyersBefore(
  db: Queryable,
  shopId: number,
  asked: { profileIds: readonly number[]; slot: number },
): Promise<Set<number>> {
  // Profile by profile, as in `loadVisitorFacts`.
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT profile_id AS "profileId" FROM unnest($2::bigint[]) AS asked(profile_id) CROSS JOIN LATERAL (
       SELECT FROM identity JOIN signal_slot USING (shop_id, identity_id)
       WHERE shop_id = $1 AND identity.profile_id = asked.profile_id AND signal = 'order_placed' AND slot < $3 LIMIT 1) AS ordered`,
    [shopId, asked.profileIds, asked.slot],
  );
  return new Set(rows.map(({ profileId }) => profileId));
}

/** The products that were in orders, by the order's id. */
export async function loadOrderedProducts(
  db: Queryable,
  shopId: number,
  orderIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await db.query<{ orderId: string; products: string[] }>(
    `SELECT order_id AS "orderId",
       array_agg(DISTINCT product_id COLLATE "C" ORDER BY product_id COLLATE "C") AS products
     FROM order_line WHERE shop_id = $1 AND order_id = ANY($2::text[]) AND product_id IS NOT NULL
     GROUP BY order_id`,
    [shopId, orderIds],
  );
  return new Map(rows.map(({ orderId, products }) => [orderId, products]));
}
