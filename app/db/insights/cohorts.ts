import type { Queryable } from "../transaction.ts";
import type { CohortMonth } from "./insight-values.ts";

/**
 * The customers by the month of their first order, and who of them ordered in each month since. Months are those of the
 * shop's time zone.
 * @param asked.until an instant; orders after it are not looked at
 * @param asked.months so many cohorts, up to the month of `until`
 */
export async function countCohorts(
  db: Queryable,
  shopId: number,
  asked: { timezone: string; until: number; months: number },
): Promise<CohortMonth[]> {
  const { rows } = await db.query<CohortMonth>(
    `WITH month AS (
       SELECT buyer.profile_id,
         (extract(year FROM local_at) * 12 + extract(month FROM local_at) - 1)::int AS month, count(*) AS orders
       FROM (SELECT customer_id, placed_at AT TIME ZONE $2 AS local_at FROM customer_order
         WHERE shop_id = $1 AND NOT is_test AND cancelled_at IS NULL AND placed_at <= $3) AS placed
       JOIN identity buyer ON buyer.shop_id = $1 AND buyer.kind = 'customer' AND buyer.key = placed.customer_id
       GROUP BY 1, 2),
     person AS (
       SELECT profile_id, month, min(month) OVER everybody AS cohort,
         -- The month of the second order: until then nobody came back.
         CASE WHEN sum(orders) OVER so_far >= 2 AND sum(orders) OVER so_far - orders < 2 THEN month END AS repeats_in
       FROM month
       WINDOW everybody AS (PARTITION BY profile_id), so_far AS (PARTITION BY profile_id ORDER BY month)),
     now AS (SELECT (extract(year FROM $3::timestamptz AT TIME ZONE $2) * 12
       + extract(month FROM $3::timestamptz AT TIME ZONE $2) - 1)::int AS month),
     kept AS (SELECT person.* FROM person, now WHERE cohort > now.month - $4::int),
     active AS (SELECT cohort, month - cohort AS age, count(*) AS customers FROM kept GROUP BY 1, 2),
     again AS (SELECT cohort, repeats_in - cohort AS age, count(*) AS customers FROM kept
       WHERE repeats_in IS NOT NULL GROUP BY 1, 2)
     SELECT to_char(make_date(cohort / 12, cohort % 12 + 1, 1), 'YYYY-MM') AS cohort, age,
       COALESCE(active.customers, 0) AS customers,
       COALESCE(sum(again.customers) OVER (PARTITION BY cohort ORDER BY age), 0)::int AS repeated
     FROM (SELECT DISTINCT cohort FROM kept) AS cell CROSS JOIN now
     CROSS JOIN LATERAL generate_series(0, now.month - cohort) AS age
     LEFT JOIN active USING (cohort, age) LEFT JOIN again USING (cohort, age)
     ORDER BY 1, 2`,
    [shopId, asked.timezone, new Date(asked.until), asked.months],
  );
  return rows;
}
