import type pg from "pg";

/** Every row of every table of the schema that carries a shop_id, as text, with its table's name. */
export async function readShopRows(
  pool: pg.Pool,
  shopId: number,
): Promise<{ table: string; text: string }[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'shop_id' ORDER BY 1`,
  );
  // A schema in which this finds nothing would let every erasure pass.
  if (tables.length < 15) throw new Error(`only ${tables.length} tables carry a shop_id`);
  const found: { table: string; text: string }[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(
      `SELECT row_to_json(found)::text AS text FROM "${name}" AS found WHERE shop_id = $1`,
      [shopId],
    );
    found.push(...rows.map(({ text }) => ({ table: name, text })));
  }
  return found;
}

/** What the worker counts and notes by its own turns, also where nothing changed: it tells of the work, not of the shop. */
const TABLES_OF_WORK = [
  "activity",
  "funnel_day",
  "insight",
  "intake_minute",
  "retention",
  "segment_day",
  "segment_sum",
  "shop_change",
  "shop_sum",
];

/** The same without what tells of the work. */
export async function readProductRows(
  pool: pg.Pool,
  shopId: number,
): Promise<{ table: string; text: string }[]> {
  return (await readShopRows(pool, shopId)).filter(({ table }) => !TABLES_OF_WORK.includes(table));
}

/** The rows of a shop in which a text stands. */
export async function findTraces(
  pool: pg.Pool,
  shopId: number,
  needle: string,
): Promise<{ table: string; text: string }[]> {
  return (await readShopRows(pool, shopId)).filter(({ text }) => text.includes(needle));
}

export async function count(pool: pg.Pool, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int ${sql}`, values);
  return rows[0]?.count ?? -1;
}

/** Whoever waits for a lock in this test's database. */
export const countWaiting = (pool: pg.Pool): Promise<number> =>
  count(
    pool,
    "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    [],
  );
