import type pg from "pg";

/** Ids of the dev store, and of browsers. */
const NAMES = String.raw`\d{13}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`;

/** An id that stands in a row, whatever its column; null: the table is not of shops, or the row of none. */
export interface NameInRow {
  table: string;
  shopId: number | null;
  name: string;
}

/** Every id that stands anywhere in the database, the job queue's tables included: once for each table and shop. */
export async function readNames(pool: pg.Pool): Promise<NameInRow[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class
     JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE relkind = 'r' AND nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'`,
  );
  const found: NameInRow[] = [];
  for (const { name: table } of tables) {
    const { rows } = await pool.query<Omit<NameInRow, "table">>(
      `SELECT DISTINCT (told->>'shop_id')::int AS "shopId", matched[1] AS name
       FROM (SELECT to_jsonb(kept) AS told FROM ${table} AS kept) AS every,
         regexp_matches(told::text, '(${NAMES})', 'g') AS matched`,
    );
    found.push(...rows.map((row) => ({ table, ...row })));
  }
  return found;
}
