/**
 * Orders that count, by the person who placed them: no test and not cancelled, with what is left of them after refunds.
 * To be used as a common table: `WITH placed AS (…)`. $1 is the shop; bounds are expressions.
 */
export const countedOrders = ({ after, until }: { after?: string; until: string }): string => `
  SELECT buyer.profile_id, placed.order_id, placed.placed_at,
    GREATEST(0, placed.total_minor - COALESCE((SELECT sum(amount_minor) FROM refund
      WHERE refund.shop_id = $1 AND refund.order_id = placed.order_id), 0)) AS net_minor
  FROM customer_order placed JOIN identity buyer
    ON buyer.shop_id = placed.shop_id AND buyer.kind = 'customer' AND buyer.key = placed.customer_id
  WHERE placed.shop_id = $1 AND NOT placed.is_test AND placed.cancelled_at IS NULL
    ${after === undefined ? "" : `AND placed.placed_at > ${after}`} AND placed.placed_at <= ${until}`;
