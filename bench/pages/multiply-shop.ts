import type pg from "pg";

/** Further than the ids of any shop's own rows. */
const SHIFT = 100_000_000;

/** Rows of these say nothing of single people: a large shop has as many as a small one. */
const ONCE = new Set(["shop", "session", "raw_event", "dedupe"]);

/**
 * How a copy differs from the row it is of, by the column's name: who and what it is about gets an id of its own.
 * `k` is the number of the copy, from 1.
 */
const SHIFTED: Record<string, (column: string) => string> = {
  ...numbers("identity_id", "profile_id", "from_id", "to_id", "kept_id", "absorbed_id"),
  ...numbers("change_id", "write_id", "merge_id", "announcement_id"),
  ...texts("customer_id", "order_id", "line_id", "refund_id"),
};

function numbers(...columns: string[]): typeof SHIFTED {
  return Object.fromEntries(
    columns.map((column) => [column, (name: string) => `${name} + k * ${SHIFT}::bigint`]),
  );
}

/** Shopify's ids are numbers in a text. */
function texts(...columns: string[]): typeof SHIFTED {
  return Object.fromEntries(
    columns.map((column) => [
      column,
      (name: string) => `(${name}::numeric + k * 100000000000000)::text`,
    ]),
  );
}

/**
 * Where the table decides: the key of a customer's identity is their id, and what happened to a million people did not happen
 * in the hour in which a bench is made.
 */
const BY_TABLE: Record<string, Record<string, string>> = {
  fact: { key: "key || '#' || k" },
  identity: {
    key: "CASE WHEN kind = 'customer' THEN (key::numeric + k * 100000000000000)::text ELSE key || '#' || k END",
  },
  membership_change: { at: "at - (k % 60) * interval '1 day'" },
  segment_membership: { entered_at: "entered_at - (k % 60) * interval '1 day'" },
  tag_write: { written_at: "written_at - (k % 60) * interval '1 day'" },
};

/** Makes so many copies of everybody in a shop, in all tables that know of single people. */
export async function multiplyShop(
  pool: pg.Pool,
  options: { shopId: number; copies: number; say(text: string): void },
): Promise<void> {
  const { rows } = await pool.query<{ table: string; columns: string[] }>(
    `SELECT table_name AS table, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name`,
  );
  for (const { table, columns } of rows) {
    if (ONCE.has(table) || !columns.includes("shop_id")) continue;
    const aboutSomebody = columns.some((column) =>
      ["identity_id", "profile_id", "customer_id", "from_id", "kept_id", "order_id"].includes(
        column,
      ),
    );
    if (!aboutSomebody) continue;
    const started = performance.now();
    const values = columns.map(
      (column) => BY_TABLE[table]?.[column] ?? SHIFTED[column]?.(column) ?? column,
    );
    await pool.query(
      `INSERT INTO "${table}" (${columns.join(", ")}) SELECT ${values.join(", ")}
       FROM "${table}", generate_series(1, $2::int) AS k WHERE shop_id = $1`,
      [options.shopId, options.copies],
    );
    options.say(`${table}: ${Math.round((performance.now() - started) / 1000)} s`);
  }
  await pool.query("VACUUM ANALYZE");
}
