import type { OrderLineRecord } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

/**
 * As `mergeOrderLines` of the pipeline: the newest telling wins, of two of one instant the larger, and an id
 * that was told stays.
 */
export async function saveOrderLines(
  db: Queryable,
  shopId: number,
  lines: OrderLineRecord[],
): Promise<void> {
  if (lines.length === 0) return;
  await db.query(
    `INSERT INTO order_line (shop_id, order_id, line_id, product_id, variant_id, quantity, price_minor,
       discount_minor, source_updated_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[],
       $8::bigint[], $9::timestamptz[])
     ON CONFLICT (shop_id, order_id, line_id) DO UPDATE SET
       (quantity, price_minor, discount_minor, source_updated_at) = (
         SELECT quantity, price_minor, discount_minor, source_updated_at
         FROM (VALUES (excluded.quantity, excluded.price_minor, excluded.discount_minor, excluded.source_updated_at),
           (order_line.quantity, order_line.price_minor, order_line.discount_minor, order_line.source_updated_at))
           AS telling(quantity, price_minor, discount_minor, source_updated_at)
         ORDER BY source_updated_at DESC, quantity DESC, price_minor DESC, discount_minor DESC LIMIT 1),
       product_id = GREATEST(order_line.product_id COLLATE "C", excluded.product_id COLLATE "C"),
       variant_id = GREATEST(order_line.variant_id COLLATE "C", excluded.variant_id COLLATE "C")`,
    [
      shopId,
      lines.map((row) => row.orderId),
      lines.map((row) => row.lineId),
      lines.map((row) => row.productId),
      lines.map((row) => row.variantId),
      lines.map((row) => row.quantity),
      lines.map((row) => row.priceMinor),
      lines.map((row) => row.discountMinor),
      lines.map((row) => new Date(row.sourceUpdatedAt)),
    ],
  );
}
