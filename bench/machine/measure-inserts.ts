import type pg from "pg";

const ROWS_PER_STATEMENT = 1000;

/**
 * The machine's own limit: rows a second of one INSERT … SELECT unnest … ON CONFLICT DO NOTHING of a thousand rows after the
 * other into a table with a unique key and an index by time, each committed.
 */
export async function measureInserts(pool: pg.Pool, seconds: number): Promise<number> {
  await pool.query(
    `CREATE TABLE bench_event (shop_id int, key text, customer text, signal text, at timestamptz, value bigint,
       PRIMARY KEY (shop_id, key))`,
  );
  await pool.query("CREATE INDEX ON bench_event (shop_id, at)");
  const startedAt = performance.now();
  let rows = 0;
  while (performance.now() - startedAt < seconds * 1000) {
    const numbers = Array.from({ length: ROWS_PER_STATEMENT }, (_, index) => rows + index);
    await pool.query(
      `INSERT INTO bench_event SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[])
       ON CONFLICT DO NOTHING`,
      [
        1,
        numbers.map((number) => `event-${number}`),
        numbers.map((number) => String(number % 50_000)),
        numbers.map(() => "product_viewed"),
        numbers.map((number) => new Date(1_700_000_000_000 + number * 1000)),
        numbers.map((number) => number % 100),
      ],
    );
    rows += ROWS_PER_STATEMENT;
  }
  const perSecond = rows / ((performance.now() - startedAt) / 1000);
  await pool.query("DROP TABLE bench_event");
  return perSecond;
}
