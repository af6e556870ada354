import type { Queryable } from "./transaction.ts";

/**
 * Of a row of `tag_state` or `metafield_state`: a request that changes the customer in Shopify left, and may still be on its way.
 * Who sent it may be dead, or cut off from the database and from the lock that it held, and what somebody else sends may arrive
 * before it and be overwritten by it. Shopify ends what it was asked for within seconds. By the database's clock: those of the
 * processes differ, and it is known to none of them how long another has been dead.
 */
export const IS_UNDER_WAY =
  "(sent_at IS NOT NULL AND sent_at > clock_timestamp() - interval '10 seconds')";

/** Whether a request that changes the tags or fields of any of these customers may still be on its way. */
export async function isChangeUnderWay(
  db: Queryable,
  shopId: number,
  customerIds: readonly string[],
): Promise<boolean> {
  const isIn = (table: string): string =>
    `EXISTS (SELECT FROM ${table} WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND ${IS_UNDER_WAY})`;
  const { rows } = await db.query<{ is: boolean }>(
    `SELECT ${isIn("tag_state")} OR ${isIn("metafield_state")} AS is`,
    [shopId, customerIds],
  );
  return rows[0]?.is === true;
}

/** Notes that requests which changed nothing, or whose change is written once more, are over. */
export async function endRequests(
  db: Queryable,
  shopId: number,
  { table, customerIds }: { table: "tag_state" | "metafield_state"; customerIds: string[] },
): Promise<void> {
  await db.query(
    `WITH locked AS (
       SELECT customer_id AS id FROM ${table} WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND sent_at IS NOT NULL
       ORDER BY customer_id FOR UPDATE)
     UPDATE ${table} SET sent_at = NULL FROM locked WHERE shop_id = $1 AND customer_id = locked.id`,
    [shopId, customerIds],
  );
}
