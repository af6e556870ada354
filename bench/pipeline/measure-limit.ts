import type pg from "pg";

const ROWS_PER_STATEMENT = 1000;
const SECONDS = 5;

/**
 * The machine's own limit: events a second of one statement after the other that inserts a thousand events and adds them to
 * their customers' rows, each committed. As in the traffic, so many events each are one customer's.
 */
export async function measureLimit(
  pool: pg.Pool,
  { customers, eventsEach }: { customers: number; eventsEach: number },
): Promise<number> {
  await pool.query(
    `CREATE TABLE bench_event (shop_id int, key text, customer int, signal text, at timestamptz, value bigint,
       PRIMARY KEY (shop_id, key))`,
  );
  await pool.query("CREATE INDEX ON bench_event (shop_id, customer, at)");
  await pool.query(
    `CREATE TABLE bench_profile (shop_id int, customer int, events bigint, last_at timestamptz, due_at timestamptz,
       PRIMARY KEY (shop_id, customer))`,
  );
  await pool.query(
    "INSERT INTO bench_profile SELECT 1, n, 0, NULL, NULL FROM generate_series(0, $1::int - 1) AS n",
    [customers],
  );
  await pool.query("CREATE INDEX ON bench_profile (shop_id, due_at)");
  const startedAt = performance.now();
  let rows = 0;
  while (performance.now() - startedAt < SECONDS * 1000) {
    const numbers = Array.from({ length: ROWS_PER_STATEMENT }, (_, index) => rows + index);
    await pool.query(STATEMENT, [
      1,
      numbers.map((number) => `event-${number}`),
      // A large prime step: customers lie as far apart as chance would have it.
      numbers.map((number) => (Math.floor(number / eventsEach) * 7919) % customers),
      numbers.map(() => "product_viewed"),
      numbers.map((number) => new Date(1_700_000_000_000 + number * 1000)),
      numbers.map((number) => number % 100),
    ]);
    rows += ROWS_PER_STATEMENT;
  }
  const perSecond = rows / ((performance.now() - startedAt) / 1000);
  await pool.query("DROP TABLE bench_event, bench_profile");
  return perSecond;
}

const STATEMENT = `
  WITH stored AS (
    INSERT INTO bench_event SELECT $1, * FROM unnest($2::text[], $3::int[], $4::text[], $5::timestamptz[], $6::bigint[])
    ON CONFLICT DO NOTHING RETURNING customer, at)
  UPDATE bench_profile SET events = bench_profile.events + added.events, last_at = added.at, due_at = added.at
  FROM (SELECT customer, count(*) AS events, max(at) AS at FROM stored GROUP BY customer) AS added
  WHERE bench_profile.shop_id = $1 AND bench_profile.customer = added.customer`;
