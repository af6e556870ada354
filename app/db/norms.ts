import type { BinomialMoments } from "../pipeline/predict/affinity/beta-binomial.ts";
import type { RateMoments } from "../pipeline/predict/channels/gamma-poisson.ts";
import type { ResponseChannel } from "../pipeline/predict/channels/response-days.ts";
import type { ShopNorms } from "../pipeline/predict/shop-norms.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

export async function findNorms(db: Queryable, shopId: number): Promise<ShopNorms | null> {
  const { rows } = await db.query<{ values: ShopNorms }>(
    "SELECT values FROM shop_norm WHERE shop_id = $1",
    [shopId],
  );
  return rows[0]?.values ?? null;
}

export async function saveNorms(
  db: Queryable,
  shopId: number,
  norms: ShopNorms,
  now: number,
): Promise<void> {
  await db.query(
    `INSERT INTO shop_norm (shop_id, day, computed_at, values) SELECT shop_id, $2, $3, $4 FROM shop WHERE shop_id = $1
     ON CONFLICT (shop_id) DO UPDATE SET day = excluded.day, computed_at = excluded.computed_at,
       values = excluded.values WHERE shop_norm.day <= excluded.day`,
    [shopId, norms.day, new Date(now), JSON.stringify(norms)],
  );
}

/** Ready shops whose norms are of an earlier day. */
export async function findShopsWithoutNorms(db: Queryable, day: number): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop LEFT JOIN shop_norm USING (shop_id)
     WHERE status = 'installed' AND ready_at IS NOT NULL AND (day IS NULL OR day < $1) ORDER BY shop_id`,
    [day],
  );
  return rows.map((row) => row.shopId);
}

interface Fading {
  /** The UTC day whose first instant everything lies before. */
  day: number;
  windowDays: number;
  halfLifeDays: number;
}

const BEFORE_DAY = "occurred_at < to_timestamp($2 * 86400::float8)";

/**
 * What everybody looked at, by what it belongs to: as `measureInterest` counts one person's looks. `about` begins with
 * "product:" or "collection:"; products stand for their type, collections for themselves.
 */
export async function sumLooks(
  db: Queryable,
  shopId: number,
  looks: Fading & {
    about: "product" | "collection";
    weights: { signal: string; weight: number }[];
  },
): Promise<[string, number][]> {
  const isProduct = looks.about === "product";
  const { rows } = await db.query<{ category: string; interest: number }>(
    `WITH look AS (
       SELECT DISTINCT profile_id, signal, substr(about, length($7) + 2) AS thing,
         floor(extract(epoch FROM occurred_at) / 86400)::int AS day
       FROM fact JOIN identity USING (shop_id, identity_id)
       WHERE shop_id = $1 AND ${BEFORE_DAY} AND occurred_at >= to_timestamp(($2 - $3 + 1) * 86400::float8)
         AND signal = ANY($5::text[]) AND starts_with(about, $7 || ':'))
     SELECT category, sum(weight * power(2::float8, -($2 - day) / $4::float8)) AS interest
     FROM (SELECT look.*, ${isProduct ? "product_type" : "thing"} AS category FROM look
       ${isProduct ? "JOIN product ON product.shop_id = $1 AND product.product_id = thing" : ""}) AS sorted
     JOIN unnest($5::text[], $6::float8[]) AS weighed(signal, weight) USING (signal)
     WHERE category IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    [
      shopId,
      looks.day,
      looks.windowDays,
      looks.halfLifeDays,
      looks.weights.map(({ signal }) => signal),
      looks.weights.map(({ weight }) => weight),
      looks.about,
    ],
  );
  return rows.map((row) => [row.category, row.interest]);
}

/** What everybody bought, by product type: as `measureInterest` counts one person's orders. */
export async function sumPurchases(
  db: Queryable,
  shopId: number,
  purchases: Fading & { weight: number },
): Promise<[string, number][]> {
  const { rows } = await db.query<{ category: string; interest: number }>(
    `WITH bought AS (
       SELECT DISTINCT order_id, product_id, product_type,
         floor(extract(epoch FROM placed_at) / 86400)::int AS day
       FROM customer_order JOIN order_line USING (shop_id, order_id) JOIN product USING (shop_id, product_id)
       WHERE shop_id = $1 AND NOT is_test AND product_type IS NOT NULL
         AND placed_at < to_timestamp($2 * 86400::float8) AND placed_at >= to_timestamp(($2 - $3 + 1) * 86400::float8)
         AND (cancelled_at IS NULL OR cancelled_at >= to_timestamp($2 * 86400::float8)))
     SELECT product_type AS category, sum($5 * power(2::float8, -($2 - day) / $4::float8) / parts) AS interest
     FROM (SELECT *, count(*) OVER (PARTITION BY order_id) AS parts FROM bought) AS shared
     GROUP BY 1 ORDER BY 2 DESC, 1`,
    [shopId, purchases.day, purchases.windowDays, purchases.halfLifeDays, purchases.weight],
  );
  return rows.map((row) => [row.category, row.interest]);
}

/** How many of their orders customers place with a discount: as `countDiscounted` counts one customer's. */
export async function sumDiscounts(
  db: Queryable,
  shopId: number,
  day: number,
): Promise<BinomialMoments> {
  const { rows } = await db.query<BinomialMoments>(
    `WITH habit AS (
       SELECT count(*)::float8 AS n, (count(*) FILTER (WHERE discount_minor > 0))::float8 AS k
       FROM customer_order placed JOIN identity buyer
         ON buyer.shop_id = placed.shop_id AND buyer.kind = 'customer' AND buyer.key = placed.customer_id
       WHERE placed.shop_id = $1 AND NOT is_test AND placed_at < to_timestamp($2 * 86400::float8)
         AND (cancelled_at IS NULL OR cancelled_at >= to_timestamp($2 * 86400::float8))
         AND EXISTS (SELECT FROM order_line line WHERE line.shop_id = placed.shop_id
           AND line.order_id = placed.order_id AND line.quantity > 0)
       GROUP BY buyer.profile_id)
     SELECT count(*) AS customers, COALESCE(sum(n), 0) AS "sumN", COALESCE(sum(n * n), 0) AS "sumNSquared",
       COALESCE(sum(k), 0) AS "sumK", COALESCE(sum(k * k / n), 0) AS "sumKSquaredByN"
     FROM habit`,
    [shopId, day],
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error("an aggregate has one row");
  return sums;
}

/** The part of a browser's rows that counts to its person, as the scores count them. */
const WITHIN_WINDOW = `(counts_from IS NULL OR slot >= counts_from) AND (counts_until IS NULL OR slot < counts_until)`;

/** How often customers answer over each channel: as `countResponses` counts one customer's answers. */
export async function sumResponses(
  db: Queryable,
  shopId: number,
  asked: {
    day: number;
    windowDays: number;
    signals: { signal: string; channel: ResponseChannel }[];
  },
): Promise<ShopNorms["channels"]> {
  const { rows } = await db.query<RateMoments & { channel: ResponseChannel; since: number }>(
    `WITH answer AS (
       SELECT profile_id, channel, slot / 96 AS day, first_at
       FROM signal_slot JOIN identity USING (shop_id, identity_id)
       JOIN unnest($4::text[], $5::text[]) AS answers(signal, channel) USING (signal)
       WHERE shop_id = $1 AND slot < $2 * 96 AND ${WITHIN_WINDOW}),
     told AS (SELECT channel, min(first_at) AS since, min(day) AS since_day FROM answer GROUP BY 1),
     seen AS (
       SELECT profile_id, min(slot) / 96 AS first_day
       FROM profile JOIN identity USING (shop_id, profile_id) JOIN signal_slot USING (shop_id, identity_id)
       WHERE shop_id = $1 AND customer_id IS NOT NULL AND slot < $2 * 96 AND ${WITHIN_WINDOW}
       GROUP BY 1),
     counted AS (
       SELECT profile_id, channel, count(DISTINCT day)::float8 AS days FROM answer WHERE day >= $2 - $3 GROUP BY 1, 2),
     rate AS (
       SELECT channel, since, COALESCE(days, 0) AS days,
         GREATEST(1, LEAST($3, $2 - GREATEST(first_day, since_day)) / 7::float8) AS weeks
       FROM seen CROSS JOIN told LEFT JOIN counted USING (profile_id, channel))
     SELECT channel, since, count(*) AS customers, sum(weeks) AS "sumWeeks", sum(weeks * weeks) AS "sumWeeksSquared",
       sum(days) AS "sumDays", sum(days * days / weeks) AS "sumDaysSquaredByWeeks"
     FROM rate GROUP BY 1, 2 ORDER BY 1`,
    [
      shopId,
      asked.day,
      asked.windowDays,
      asked.signals.map(({ signal }) => signal),
      asked.signals.map(({ channel }) => channel),
    ],
  );
  return rows.map(({ channel, since, ...moments }) => ({ channel, since, moments }));
}
