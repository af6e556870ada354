import type pg from "pg";

/** Something that fits a column which must have a value. Words and numbers are others each time: they may be keys. */
const VALUES: Record<string, (serial: number) => unknown> = {
  bool: () => false,
  date: () => "2026-01-01",
  float8: () => 1,
  int2: () => 1,
  int4: (serial) => serial,
  int8: (serial) => serial,
  json: () => ({}),
  jsonb: () => ({}),
  text: (serial) => `planted ${serial}`,
  timestamptz: () => "2026-01-01T00:00:00Z",
  varchar: (serial) => `planted ${serial}`,
  _text: () => [],
};
let planted = 0;

interface Column {
  name: string;
  type: string;
  isNeeded: boolean;
}

/** The tables that hold rows of shops, by the schema itself: a new one is among them from its migration on. */
export async function findShopTables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'shop_id' ORDER BY 1`,
  );
  // A schema in which this finds nothing would let every test of all tables pass.
  if (rows.length < 50) throw new Error(`only ${rows.length} tables carry a shop_id`);
  return rows.map(({ name }) => name);
}

/** @returns the names of a table's columns */
export async function findColumns(pool: pg.Pool, table: string): Promise<string[]> {
  return (await loadColumns(pool, table)).map(({ name }) => name);
}

/** Adds a row to a table: `given` by column, and anything that fits where a column must have a value. */
export async function plantRow(
  pool: pg.Pool,
  table: string,
  given: Record<string, unknown>,
): Promise<void> {
  planted += 1;
  const columns = (await loadColumns(pool, table)).filter(
    ({ name, isNeeded }) => isNeeded || name in given,
  );
  const values = columns.map(({ name, type }) => {
    const value = given[name] ?? VALUES[type]?.(planted);
    if (value === undefined) throw new Error(`nothing fits ${table}.${name} of type ${type}`);
    return value;
  });
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const places = columns.map((_, index) => `$${index + 1}`).join(", ");
  await pool.query(`INSERT INTO "${table}" (${names}) VALUES (${places})`, values);
}

async function loadColumns(pool: pg.Pool, table: string): Promise<Column[]> {
  const { rows } = await pool.query<Column>(
    `SELECT column_name AS name, udt_name AS type,
       is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AS "isNeeded"
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  return rows;
}
