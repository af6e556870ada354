import type { Queryable } from "../db/transaction.ts";
import type { Slot, Instant } from "../pipeline/shared/time.ts";

/** A browser that was seen with an order's cart or checkout. */
export interface Browser {
  profileId: number;
  /** The first slot that does not count to its profile any more; null: no bound. */
  countsUntil: Slot | null;
}

/** The links of an order stand at the instant at which it was placed: by it one customer's orders are told apart. */
interface Ordered {
  index: number;
  ownerId: number | null;
  placedAt: Instant;
}

/**
 * The browsers that were seen with the carts and checkouts of some orders, by the orders' indexes: an empty
 * list where none was seen, nothing where an order names neither cart nor checkout.
 */
export async function readBrowsers(
  db: Queryable,
  shopId: number,
  orders: readonly Ordered[],
): Promise<Map<number, Browser[]>> {
  const tokens = await readTokens(db, shopId, orders);
  const single = [...tokens.values()].flatMap((list) => (list.length === 1 ? list : []));
  const beside = await readBeside(db, shopId, single);
  const held = await readHolders(
    db,
    shopId,
    [...tokens.values(), ...beside.values()].flatMap((list) => list),
  );
  return new Map(
    [...tokens].map(([index, list]) => {
      const all = list.flatMap((token) => [token, ...(beside.get(token) ?? [])]);
      return [index, all.flatMap((token) => held.get(token) ?? [])];
    }),
  );
}

/** The carts and checkouts that orders name. */
async function readTokens(
  db: Queryable,
  shopId: number,
  orders: readonly Ordered[],
): Promise<Map<number, number[]>> {
  const { rows } = await db.query<{ index: number; tokenId: number }>(
    `SELECT index, token.identity_id AS "tokenId"
     FROM unnest($2::int[], $3::bigint[], $4::timestamptz[]) AS placed(index, owner_id, placed_at)
       JOIN identity_edge edge ON edge.shop_id = $1 AND from_id = owner_id AND at = placed_at AND reason = 'order'
       JOIN identity token ON token.shop_id = $1 AND token.identity_id = to_id AND kind IN ('cart', 'checkout')`,
    [
      shopId,
      orders.map(({ index }) => index),
      orders.map(({ ownerId }) => ownerId),
      orders.map(({ placedAt }) => new Date(placedAt)),
    ],
  );
  return groupBy(rows.map(({ index, tokenId }) => [index, tokenId]));
}

/** The cart of each checkout and the checkouts of each cart: what is known of one is known of the other. */
async function readBeside(
  db: Queryable,
  shopId: number,
  tokenIds: number[],
): Promise<Map<number, number[]>> {
  if (tokenIds.length === 0) return new Map();
  const { rows } = await db.query<{ tokenId: number; besideId: number }>(
    `SELECT token_id AS "tokenId", to_id AS "besideId" FROM unnest($2::bigint[]) AS token_id
       JOIN identity_edge edge ON edge.shop_id = $1 AND from_id = token_id AND reason = 'checkout'
     UNION ALL
     SELECT token_id, from_id FROM unnest($2::bigint[]) AS token_id
       JOIN identity_edge edge ON edge.shop_id = $1 AND to_id = token_id AND reason = 'checkout'
       JOIN identity beside ON beside.shop_id = $1 AND beside.identity_id = from_id AND kind = 'checkout'`,
    [shopId, tokenIds],
  );
  return groupBy(rows.map(({ tokenId, besideId }) => [tokenId, besideId]));
}

/** The browsers that held each of some carts and checkouts. A browser is the end of such a link, never its beginning. */
async function readHolders(
  db: Queryable,
  shopId: number,
  tokenIds: number[],
): Promise<Map<number, Browser[]>> {
  if (tokenIds.length === 0) return new Map();
  const { rows } = await db.query<Browser & { tokenId: number }>(
    `SELECT token_id AS "tokenId", client.profile_id AS "profileId", counts_until AS "countsUntil"
     FROM unnest($2::bigint[]) AS token_id
       JOIN identity_edge edge ON edge.shop_id = $1 AND from_id = token_id
       JOIN identity client ON client.shop_id = $1 AND client.identity_id = to_id AND kind = 'client'`,
    [shopId, tokenIds],
  );
  return groupBy(rows.map(({ tokenId, ...browser }) => [tokenId, browser]));
}

function groupBy<Value>(pairs: readonly (readonly [number, Value])[]): Map<number, Value[]> {
  const groups = new Map<number, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
