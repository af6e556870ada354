import type pg from "pg";
import { countWithdrawals, type ShopBook } from "../traffic/ledger.ts";
import type { FrontDoor } from "../world/front-door.ts";
import type { ChaosShop } from "../world/open-shops.ts";
import { compareCounts, shorten } from "./compare-counts.ts";
import type { NameInRow } from "./read-names.ts";

const BY_MERCHANT = "merchant/erase, erased,";

/**
 * Of whom Shopify or the merchant had erased, and of the browsers of who took their consent back, nothing is left in any table but a receipt,
 * which names nobody; and there is one for each of them.
 */
export async function checkErasures(
  pool: pg.Pool,
  told: {
    open: Pick<ChaosShop, "shopId" | "domain">;
    book: ShopBook;
    door: Pick<FrontDoor, "acknowledgedErasures">;
    rows: readonly NameInRow[];
  },
): Promise<string[]> {
  const { shopId, domain } = told.open;
  const left = told.rows.flatMap(({ table, shopId: ofShop, name }) =>
    // In another shop the same browser may be known.
    told.book.erased.has(name) && (ofShop === null || ofShop === shopId)
      ? [`${domain}: ${table} names ${name}, who was erased`]
      : [],
  );
  const { rows } = await pool.query<{ key: string; topic: string; words: string }>(
    `SELECT request_key AS key, topic,
       CASE WHEN done_at IS NULL THEN 'open' ELSE outcome END AS words
     FROM privacy_request WHERE shop_id = $1`,
    [shopId],
  );
  // Who withdraws or orders twice, since the first answer was lost, may leave a second receipt that says of nothing.
  const kept = rows.filter(
    ({ topic, words }) => topic === "customers/redact" || words !== "nothing-known",
  );
  const found = new Map<string, number>();
  for (const { key, topic, words } of kept) {
    const name =
      topic === "customers/redact" ? `${topic} ${key}, ${words},` : `${topic}, ${words},`;
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  // A second order may erase what Shopify told between the two, that our tags went: there may be more receipts than people.
  const ordered = told.book.erasedByMerchant.size;
  if ((found.get(BY_MERCHANT) ?? 0) > ordered) found.set(BY_MERCHANT, ordered);
  const asked = [...(told.door.acknowledgedErasures.get(domain) ?? [])];
  const wanted = new Map([
    ...asked.map((key): [string, number] => [`customers/redact ${key}, erased,`, 1]),
    ["visitor/withdrawal, erased,", countWithdrawals(told.book)],
    [BY_MERCHANT, ordered],
  ]);
  return [...shorten(left), ...compareCounts(`${domain}: receipts`, wanted, found)];
}
