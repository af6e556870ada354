import type { Queryable } from "./transaction.ts";

/** That a customer carries a watched tag or does not, as told at an instant. Tags are in lower case. */
export interface CustomerTagRecord {
  customerId: string;
  tag: string;
  isThere: boolean;
  toldAt: number;
}

/** The newest telling wins, of two of one instant the one that says that the tag is there. */
export async function saveCustomerTags(
  db: Queryable,
  shopId: number,
  told: CustomerTagRecord[],
): Promise<void> {
  if (told.length === 0) return;
  await db.query(
    `INSERT INTO customer_tag (shop_id, customer_id, tag, is_there, told_at)
     SELECT DISTINCT ON (customer_id, tag) $1, customer_id, tag, is_there, told_at
     FROM unnest($2::text[], $3::text[], $4::boolean[], $5::timestamptz[])
       AS told(customer_id, tag, is_there, told_at)
     ORDER BY customer_id, tag, told_at DESC, is_there DESC
     ON CONFLICT (shop_id, customer_id, tag) DO UPDATE SET is_there = excluded.is_there, told_at = excluded.told_at
     WHERE (excluded.told_at, excluded.is_there) > (customer_tag.told_at, customer_tag.is_there)`,
    [
      shopId,
      told.map((row) => row.customerId),
      told.map((row) => row.tag),
      told.map((row) => row.isThere),
      told.map((row) => new Date(row.toldAt)),
    ],
  );
}

/** Which of some tags customers carry, by customer; those who carry none are left out. */
export async function loadCustomerTags(
  db: Queryable,
  shopId: number,
  asked: { customerIds: string[]; tags: readonly string[] },
): Promise<Map<string, string[]>> {
  if (asked.customerIds.length === 0 || asked.tags.length === 0) return new Map();
  const { rows } = await db.query<{ customerId: string; tags: string[] }>(
    `SELECT customer_id AS "customerId", array_agg(tag ORDER BY tag) AS tags FROM customer_tag
     WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND tag = ANY($3::text[]) AND is_there
     GROUP BY customer_id`,
    [shopId, asked.customerIds, asked.tags.map((tag) => tag.toLowerCase())],
  );
  return new Map(rows.map((row) => [row.customerId, row.tags]));
}
