import { expect, test } from "vitest";
import { useDatabase } from "../support/database.ts";

const database = useDatabase();

/**
 * Tables that are not distributed by shop, each with the reason. `shop` becomes a reference table, of which every node has
 * a copy; the others stay on one node.
 */
const NOT_DISTRIBUTED: Readonly<Record<string, string>> = {
  shop: "found by its domain, which is unique over all shops; a row a shop, changed seldom",
  Session: "Shopify's own table, reached through its storage class by its id alone",
  _prisma_migrations: "Prisma's own",
};

interface Key {
  table: string;
  name: string;
  columns: string[];
}

async function readKeys(sql: string): Promise<Key[]> {
  const { rows } = await database.pool.query<Key>(sql);
  return rows.filter(({ table }) => !(table in NOT_DISTRIBUTED));
}

const INDEXES = `SELECT relation.relname AS "table", index.relname AS name,
    array_agg(attname::text ORDER BY place) AS columns
  FROM pg_index
  JOIN pg_class relation ON relation.oid = indrelid JOIN pg_class index ON index.oid = indexrelid
  JOIN pg_namespace ON pg_namespace.oid = relation.relnamespace AND nspname = 'public'
  CROSS JOIN LATERAL unnest(indkey::int2[]) WITH ORDINALITY AS part(number, place)
  JOIN pg_attribute ON attrelid = indrelid AND attnum = part.number
  WHERE indisunique GROUP BY 1, 2 ORDER BY 1, 2`;

const FOREIGN_KEYS = `SELECT relation.relname AS "table", conname AS name,
    array_agg(attname::text ORDER BY place) AS columns
  FROM pg_constraint JOIN pg_class relation ON relation.oid = conrelid
  CROSS JOIN LATERAL unnest(conkey) WITH ORDINALITY AS part(number, place)
  JOIN pg_attribute ON attrelid = conrelid AND attnum = part.number
  WHERE contype = 'f' AND connamespace = 'public'::regnamespace GROUP BY 1, 2`;

test("every primary key and every unique key of a distributed table begins with the shop", async () => {
  const keys = await readKeys(INDEXES);
  expect(keys.length).toBeGreaterThan(45);
  expect(keys.filter(({ columns }) => columns[0] !== "shop_id")).toEqual([]);
});

test("every foreign key of a distributed table carries the shop", async () => {
  const keys = await readKeys(FOREIGN_KEYS);
  expect(keys.filter(({ columns }) => !columns.includes("shop_id"))).toEqual([]);
});

test("every table has the shop and a primary key, and every exception is a table still", async () => {
  const { rows } = await database.pool.query<{ name: string; isReady: boolean }>(
    `SELECT relname AS name,
       EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'shop_id' AND attnotnull)
         AND EXISTS (SELECT FROM pg_index WHERE indrelid = pg_class.oid AND indisprimary) AS "isReady"
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
  );
  const exceptions = Object.keys(NOT_DISTRIBUTED);
  const loose = rows.filter(({ name, isReady }) => !isReady && !(name in NOT_DISTRIBUTED));
  expect(loose).toEqual([]);
  expect(exceptions.filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
});

test("a key without the shop is seen", async () => {
  await database.pool.query("CREATE UNIQUE INDEX loose_idx ON fact (key)");
  try {
    const keys = await readKeys(INDEXES);
    const loose = keys.filter(({ columns }) => columns[0] !== "shop_id");
    expect(loose).toEqual([{ table: "fact", name: "loose_idx", columns: ["key"] }]);
  } finally {
    await database.pool.query("DROP INDEX loose_idx");
  }
});
