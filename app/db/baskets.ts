import type { BasketFact } from "../pipeline/shared/records.ts";
import { loadDetailedOrders, type DetailedOrder } from "./order-details.ts";
import type { Queryable } from "./transaction.ts";

/** An order as whoever asks for baskets has it. */
export const asBasket = ({
  orderId,
  placedAt,
  totalMinor,
  cancelledAt,
  refunds,
  pieces,
  productIds,
  discountMinor,
}: DetailedOrder): BasketFact => ({
  ...{ orderId, placedAt, totalMinor, cancelledAt, refunds },
  ...{ pieces, products: productIds, discountMinor: discountMinor ?? 0 },
});

/** The orders of the customers of some profiles with what was in them, test orders left out. */
export async function loadBaskets(
  db: Queryable,
  shopId: number,
  profileIds: number[],
): Promise<Map<number, BasketFact[]>> {
  const orders = await loadDetailedOrders(db, shopId, profileIds);
  return new Map([...orders].map(([profileId, placed]) => [profileId, placed.map(asBasket)]));
}

/** Who is read together: few enough that their orders with all details are nothing against what is kept of all. */
const PROFILES_PER_PAGE = 1000;

/** The same of every profile or of every so-manyth, for orders placed before an instant. */
export async function loadBasketsBefore(
  db: Queryable,
  shopId: number,
  { before, everyNth = 1 }: { before: number; everyNth?: number },
): Promise<Map<number, BasketFact[]>> {
  const all = new Map<number, BasketFact[]>();
  for (let after = 0; ;) {
    const page = await findBuyers(db, shopId, { after, everyNth });
    for (const [profileId, orders] of await loadBaskets(db, shopId, page)) {
      const placed = orders.filter(({ placedAt }) => placedAt < before);
      if (placed.length > 0) all.set(profileId, placed);
    }
    const last = page.at(-1);
    if (last === undefined) return all;
    after = last;
  }
}

/** The next profiles that have a customer, in the order of their ids. */
async function findBuyers(
  db: Queryable,
  shopId: number,
  { after, everyNth }: { after: number; everyNth: number },
): Promise<number[]> {
  // Every so-manyth is chosen outside: as one condition of several, PostgreSQL expects so few to meet it that it reads all
  // identities of the shop for each page.
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT DISTINCT profile_id AS "profileId" FROM (
       SELECT profile_id FROM identity WHERE shop_id = $1 AND kind = 'customer' AND profile_id > $2
       ORDER BY profile_id OFFSET 0) AS buyer
     WHERE profile_id % $3 = 0 ORDER BY profile_id LIMIT $4`,
    [shopId, after, everyNth, PROFILES_PER_PAGE],
  );
  return rows.map(({ profileId }) => profileId);
}
