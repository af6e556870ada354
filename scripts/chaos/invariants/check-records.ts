import type pg from "pg";
import { keptOf, type Ledger } from "../traffic/ledger.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import { shorten } from "./compare-counts.ts";

/** The app knows the orders and customers that Shopify knows, with the same money, and who became whom. */
export async function checkRecords(
  pool: pg.Pool,
  told: { place: number; open: ChaosShop; ledger: Ledger },
): Promise<string[]> {
  const { shop, shopId, domain } = told.open;
  const book = told.ledger.of(told.place);
  const { rows: orders } = await pool.query<{ id: string; customer: string | null; words: string }>(
    `SELECT order_id AS id, customer_id AS customer,
       concat_ws(' ', total_minor, cancelled_at IS NOT NULL,
         (SELECT COALESCE(sum(amount_minor), 0) FROM refund WHERE refund.shop_id = $1
           AND refund.order_id = customer_order.order_id)) AS words
     FROM customer_order WHERE shop_id = $1`,
    [shopId],
  );
  const { rows: profiles } = await pool.query<{ customer: string; profile: number }>(
    `SELECT key AS customer, profile_id AS profile FROM identity
     WHERE shop_id = $1 AND kind = 'customer'`,
    [shopId],
  );
  const stored = new Map(
    orders.map(({ id, customer, words }) => [
      `order ${id}`,
      `${customer === null ? "a guest" : keptOf(book, customer)} ${words}`,
    ]),
  );
  const wanted = new Map(
    [...shop.orders()]
      .filter(({ id }) => !book.erased.has(id))
      .map((order) => [
        `order ${order.id}`,
        `${order.customerId ?? "a guest"} ${order.totalMinor} ` +
          `${order.cancelledAt === null ? "f" : "t"} ${order.refundedMinor}`,
      ]),
  );
  const profileOf = new Map(profiles.map(({ customer, profile }) => [customer, profile]));
  const apart = [...book.mergedInto.keys()].filter(
    (gone) => profileOf.get(gone) !== profileOf.get(keptOf(book, gone)),
  );
  const unknown = [...shop.customers()].filter(
    ({ id }) => !profileOf.has(id) && !book.erased.has(id),
  );
  return shorten([
    ...differencesOf(wanted, stored).map((words) => `${domain}: ${words}`),
    ...apart.map((id) => `${domain}: customer ${id} was merged, and is one of their own still`),
    ...unknown.map(({ id }) => `${domain}: customer ${id} is not known`),
  ]);
}

function differencesOf(
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((name) => {
    const [is, shouldBe] = [found.get(name) ?? "missing", wanted.get(name) ?? "missing"];
    return is === shouldBe ? [] : [`${name} is ${is}, not ${shouldBe}`];
  });
}
