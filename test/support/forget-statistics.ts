import type pg from "pg";

/** Has PostgreSQL know as much of the app's tables as of new ones, and look at none of them by itself. */
export async function forgetStatistics(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ schema: string; name: string }>(
    `SELECT relnamespace::regnamespace::text AS schema, relname AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('public', 'raw_events')`,
  );
  for (const { schema, name } of rows)
    await owner.query(`ALTER TABLE "${schema}"."${name}" SET (autovacuum_enabled = off)`);
  await owner.query(
    `SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited) FROM pg_stats
     WHERE schemaname IN ('public', 'raw_events')`,
  );
  await owner.query(
    `SELECT pg_clear_relation_stats(relnamespace::regnamespace::text, relname) FROM pg_class
     WHERE relkind IN ('r', 'p', 'i') AND relnamespace::regnamespace::text IN ('public', 'raw_events')`,
  );
}
