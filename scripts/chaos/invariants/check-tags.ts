import type pg from "pg";
import { keptOf, type Ledger } from "../traffic/ledger.ts";
import { BOUGHT, LOOKED, type ChaosShop } from "../world/open-shops.ts";
import { shorten } from "./compare-counts.ts";

const PREFIX = "kindling:";

/**
 * What stands on every customer in Shopify: of Kindling's tags those that the app desires, of the two segments that can be
 * counted those that the count asks for, and of the merchant's own every one.
 */
export async function checkTags(
  pool: pg.Pool,
  told: { place: number; open: ChaosShop; ledger: Ledger },
): Promise<string[]> {
  const { shop, shopId, domain } = told.open;
  const book = told.ledger.of(told.place);
  const { rows } = await pool.query<{ customer: string; desired: string[] }>(
    "SELECT customer_id AS customer, desired FROM tag_state WHERE shop_id = $1",
    [shopId],
  );
  const desiredOf = new Map(rows.map(({ customer, desired }) => [customer, desired]));
  const looks = new Map<string, number>();
  for (const { identity, signal } of book.facts.values()) {
    const [kind, id = ""] = identity.split(":");
    if (kind === "customer" && signal === "product_viewed") add(looks, keptOf(book, id));
  }
  const orders = new Map<string, number>();
  for (const customerId of book.orders.values()) add(orders, keptOf(book, customerId));

  const wrong: string[] = [];
  for (const { id } of shop.customers()) {
    const carried = shop.customerTags(id);
    const ours = carried.filter((tag) => tag.startsWith(PREFIX)).toSorted();
    const theirs = carried.filter((tag) => !tag.startsWith(PREFIX)).toSorted();
    const compare = (what: string, is: readonly string[], shouldBe: readonly string[]): void => {
      if (is.join() === shouldBe.join()) return;
      wrong.push(
        `${domain}: customer ${id}: ${what} [${is.join(", ")}], not [${shouldBe.join(", ")}]`,
      );
    };
    compare("carries", ours, (desiredOf.get(id) ?? []).toSorted());
    compare("merchant's tags", theirs, [...(book.tags.get(id) ?? [])].toSorted());
    const counted = [
      ...((orders.get(id) ?? 0) >= BOUGHT.orders ? [PREFIX + BOUGHT.handle] : []),
      ...((looks.get(id) ?? 0) >= LOOKED.looks ? [PREFIX + LOOKED.handle] : []),
    ];
    const countable = [PREFIX + BOUGHT.handle, PREFIX + LOOKED.handle];
    compare(
      "by a count of what was sent",
      ours.filter((tag) => countable.includes(tag)),
      counted,
    );
  }
  return shorten(wrong);
}

const add = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);
