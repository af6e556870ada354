import type { OrderFact } from "../pipeline/shared/records.ts";
import { addToList } from "./add-to-list.ts";
import { textArray } from "./binary-arrays.ts";
import { NO_REFUNDS, ORDER_COLUMNS, selectPlacedBy } from "./orders.ts";
import type { Queryable } from "./transaction.ts";

/** An order with all that a condition can ask of it. Money in minor units. What was not told is null: no discount is not one of nothing. */
export interface DetailedOrder extends OrderFact {
  channel: string | null;
  discountMinor: number | null;
  usedCode: boolean | null;
  /** Pieces ordered, over all lines; 0: its lines are not known. */
  pieces: number;
  /** The ids of its products, each once, in the order of the ids; custom lines have none. */
  productIds: string[];
  /** What each of these was sold for, after discounts. */
  productMinor: number[];
}

type PlacedRow = Omit<DetailedOrder, keyof Basket | "refunds"> & { profileId: number };

/**
 * The orders of the customers of some profiles with all that a condition can ask of them, test orders left out. Lines and
 * refunds are put together here: a subquery for each order takes the database several times as long as the rows do.
 */
export async function loadDetailedOrders(
  db: Queryable,
  shopId: number,
  profileIds: number[],
): Promise<Map<number, DetailedOrder[]>> {
  if (profileIds.length === 0) return new Map();
  const { rows } = await db.query<PlacedRow>(PLACED, [shopId, profileIds]);
  if (rows.length === 0) return new Map();
  const orderIds = textArray(rows.map(({ orderId }) => orderId));
  const baskets = await loadLines(db, shopId, orderIds);
  const refunds = await loadRefunds(db, shopId, orderIds);
  const byProfile = new Map<number, DetailedOrder[]>();
  for (const { profileId, ...placed } of rows) {
    const { orderId } = placed;
    const basket = tellBasket(baskets.get(orderId) ?? []);
    const order = { ...placed, refunds: refunds.get(orderId) ?? NO_REFUNDS, ...basket };
    addToList(byProfile, profileId, order);
  }
  return byProfile;
}

const PLACED = selectPlacedBy(
  `${ORDER_COLUMNS}, channel, discount_minor AS "discountMinor", used_code AS "usedCode"`,
);

interface LineRow {
  orderId: string;
  productId: string | null;
  quantity: number;
  priceMinor: number;
  discountMinor: number;
}

async function loadLines(
  db: Queryable,
  shopId: number,
  orderIds: Buffer,
): Promise<Map<string, LineRow[]>> {
  const { rows } = await db.query<LineRow>(
    `SELECT order_id AS "orderId", product_id AS "productId", quantity, price_minor AS "priceMinor",
       discount_minor AS "discountMinor"
     FROM unnest($2::text[]) AS placed(id) CROSS JOIN LATERAL (
       SELECT * FROM order_line WHERE order_line.shop_id = $1 AND order_line.order_id = placed.id OFFSET 0) AS line`,
    [shopId, orderIds],
  );
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** Of each order in the order of their times. */
async function loadRefunds(
  db: Queryable,
  shopId: number,
  orderIds: Buffer,
): Promise<Map<string, OrderFact["refunds"]>> {
  // OFFSET 0 keeps one lookup an order (see roll-up.ts), as in loadLines.
  const { rows } = await db.query<{ orderId: string; refundedAt: number; amountMinor: number }>(
    `SELECT order_id AS "orderId", refunded_at AS "refundedAt", amount_minor AS "amountMinor"
     FROM unnest($2::text[]) AS placed(id) CROSS JOIN LATERAL (
       SELECT * FROM refund WHERE refund.shop_id = $1 AND refund.order_id = placed.id OFFSET 0) AS given
     ORDER BY refunded_at, refund_id`,
    [shopId, orderIds],
  );
  const refunds = new Map<string, OrderFact["refunds"]>();
  for (const { orderId, ...given } of rows) addToList(refunds, orderId, given);
  return refunds;
}

type Basket = Pick<DetailedOrder, "pieces" | "productIds" | "productMinor">;

/** What was in an order, by its lines. Sums are exact: lines add up to less than 2^53 (order-line-wire.ts). */
function tellBasket(lines: readonly LineRow[]): Basket {
  let pieces = 0;
  const minorOf = new Map<string, number>();
  for (const { productId, quantity, priceMinor, discountMinor } of lines) {
    pieces += quantity;
    if (productId === null) continue;
    const minor = Math.max(0, quantity * priceMinor - discountMinor);
    minorOf.set(productId, (minorOf.get(productId) ?? 0) + minor);
  }
  const products = [...minorOf].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    pieces,
    productIds: products.map(([productId]) => productId),
    productMinor: products.map(([, minor]) => minor),
  };
}
