import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createScopedPool } from "../../../app/db/pool.server.ts";
import { settleInShop } from "../../../app/db/scoped-pool.ts";
import {
  acrossShops,
  enterShop,
  workAcross,
  workFor,
  workForRequest,
} from "../../../app/db/shop-scope.ts";
import { findShop } from "../../../app/db/shop.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { useDatabase } from "../../support/database.ts";
import { findShopTables, plantRow } from "../../support/plant-rows.ts";

const database = useDatabase();
const OURS = 1;
const OTHERS = 2;

let pool: pg.Pool;
/** One connection, which serves one shop after the other. */
let single: pg.Pool;
let tables: string[];

beforeAll(async () => {
  const connectionString = database.url;
  pool = createScopedPool({ connectionString, max: 4 });
  single = createScopedPool({ connectionString, max: 1 });
  tables = await findShopTables(database.pool);
  for (const table of tables) {
    for (const shopId of [OURS, OTHERS]) {
      const shop = table === "shop" ? { domain: `shop-${shopId}.myshopify.com` } : {};
      await plantRow(database.pool, table, { shop_id: shopId, ...shop });
    }
  }
  await plantRow(database.pool, "Session", { id: "offline_shop-1.myshopify.com" });
});
afterAll(async () => {
  await Promise.all([pool.end(), single.end()]);
});

const readShops = async (table: string): Promise<number[]> => {
  const { rows } = await pool.query<{ shop_id: number }>(`SELECT shop_id FROM "${table}"`);
  return rows.map((row) => row.shop_id);
};

const refusal = /row-level security|permission denied/;

describe("every table that holds rows of shops", () => {
  test("has a policy that lets one shop's rows through, and all others' are hidden", async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid
       WHERE relrowsecurity AND relnamespace = 'public'::regnamespace AND polname = 'one_shop' AND polcmd = '*'
         AND polroles = ARRAY['kindling_app'::regrole::oid] AND polwithcheck IS NULL
         AND pg_get_expr(polqual, polrelid)
           = '(shop_id = (NULLIF(current_setting(''kindling.shop''::text, true), ''''::text))::integer)'`,
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual(tables);
  });

  test("shows nothing to work that names no shop, and takes nothing from it", async () => {
    for (const table of tables) {
      expect(await readShops(table), table).toEqual([]);
      expect((await pool.query(`DELETE FROM "${table}"`)).rowCount, table).toBe(0);
      await expect(
        pool.query(`INSERT INTO "${table}" SELECT * FROM "${table}" UNION ALL SELECT (found).* FROM
          (SELECT jsonb_populate_record(NULL::"${table}", '{"shop_id": 1}') AS found) AS made`),
        table,
      ).rejects.toThrow(/row-level security/);
    }
  });

  test("shows a shop's work the shop's rows alone, although no statement says whose", async () => {
    await workFor(OURS, async () => {
      for (const table of tables) expect(await readShops(table), table).toEqual([OURS]);
    });
  });

  test("lets a shop's work change no row of another's, nor make one", async () => {
    await workFor(OURS, async () => {
      for (const table of tables) {
        const change = (set: string, where: string): Promise<pg.QueryResult> =>
          pool.query(`UPDATE "${table}" SET shop_id = ${set} WHERE ${where}`);
        expect((await change("shop_id", `shop_id = ${OTHERS}`)).rowCount, table).toBe(0);
        await expect(change(String(OTHERS), "true"), table).rejects.toThrow(/row-level security/);
        const gone = await pool.query(`DELETE FROM "${table}" WHERE shop_id = ${OTHERS}`);
        expect(gone.rowCount, table).toBe(0);
      }
    });
    for (const table of tables) {
      const { rows } = await database.pool.query(`SELECT shop_id FROM "${table}"`);
      expect(rows, table).toHaveLength(2);
    }
  });
});

describe("work across shops", () => {
  test("may read nothing that tells of a customer, in any table", async () => {
    const { rows } = await database.pool.query<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.column_privileges
       WHERE grantee = 'kindling_across' AND table_name NOT IN ('shop', 'shop_work', 'Session', 'intake_minute')
         AND column_name !~ '^(shop_id|.*_at|as_of|is_on|day|history_from|topic|version|target|resource|state|tag|load_line|received_at)$'`,
    );
    expect(rows).toEqual([]);
    await expect(acrossShops(pool).query("SELECT customer_id FROM customer")).rejects.toThrow(
      refusal,
    );
    await expect(acrossShops(pool).query("SELECT wire FROM raw_event")).rejects.toThrow(refusal);
  });

  test("finds any shop, and its scope ends with the statement", async () => {
    await workFor(OURS, async () => {
      expect((await findShop(pool, "shop-2.myshopify.com"))?.shopId).toBe(OTHERS);
      expect(await readShops("shop")).toEqual([OURS]);
    });
  });

  test("alone reads the tokens of Shopify", async () => {
    await expect(workFor(OURS, () => pool.query('SELECT * FROM "Session"'))).rejects.toThrow(
      refusal,
    );
    const { rows } = await acrossShops(pool).query('SELECT * FROM "Session"');
    expect(rows).toHaveLength(1);
  });
});

describe("a connection that serves one shop after the other", () => {
  const asked = async (): Promise<number[]> => {
    const { rows } = await single.query<{ shop_id: number }>("SELECT shop_id FROM profile");
    return rows.map((row) => row.shop_id);
  };

  test("shows each of many at once its own", async () => {
    const turns = Array.from({ length: 60 }, (_, turn) => [OURS, OTHERS, null][turn % 3] ?? null);
    const seen = await Promise.all(
      turns.map((shopId) => (shopId === null ? asked() : workFor(shopId, asked))),
    );
    expect(seen).toEqual(turns.map((shopId) => (shopId === null ? [] : [shopId])));
  });

  test("keeps nothing of a transaction that settled in a shop, committed or not", async () => {
    const settle = (isKept: boolean): Promise<void> =>
      workAcross(() =>
        inTransaction(single, async (db) => {
          await settleInShop(db, OURS);
          expect((await db.query("SELECT shop_id FROM profile")).rows).toHaveLength(1);
          if (!isKept) throw new Error("given up");
        }),
      );
    await settle(true);
    expect(await asked()).toEqual([]);
    await expect(settle(false)).rejects.toThrow("given up");
    expect(await workFor(OTHERS, asked)).toEqual([OTHERS]);
    expect(await asked()).toEqual([]);
  });

  test("serves on after a statement that PostgreSQL refused, and goes where it was cut off", async () => {
    const pid = async (): Promise<number | undefined> =>
      (await single.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid;
    const before = await pid();
    await expect(workFor(OURS, () => single.query("SELECT 1 / 0"))).rejects.toThrow();
    expect(await workFor(OURS, asked)).toEqual([OURS]);
    await expect(workFor(OTHERS, () => single.query("SELECT 1 / 0"))).rejects.toThrow();
    expect(await workFor(OURS, asked)).toEqual([OURS]);
    expect(await pid()).toBe(before);
    const cut = expect(single.query("SELECT pg_sleep(30)")).rejects.toThrow();
    await database.pool.query("SELECT pg_terminate_backend($1)", [before]);
    await cut;
    expect(await workFor(OURS, asked)).toEqual([OURS]);
    expect(await pid()).not.toBe(before);
  });
});

describe("a request", () => {
  test("sees nothing before its proof names a shop, then that one, and cannot change it", async () => {
    await workForRequest(async () => {
      expect(await readShops("profile")).toEqual([]);
      enterShop(OTHERS);
      expect(await readShops("profile")).toEqual([OTHERS]);
      expect(() => enterShop(OURS)).toThrow("cannot enter");
    });
    expect(() => enterShop(OURS)).toThrow("in a request");
  });
});

describe("an index serves a shop's work as it serves the owner", () => {
  beforeAll(async () => {
    // Of two keys every index that begins like them is as good as their own.
    await database.pool.query(
      `INSERT INTO dedupe (shop_id, source, key, seen_at)
       SELECT 1, 'api', 'key ' || number, '2026-01-01' FROM generate_series(1, 2000) AS number`,
    );
    await database.pool.query("ANALYZE dedupe");
  });

  // Of a function that could betray a row's value PostgreSQL makes no use before the row's shop is known, and then no index
  // helps: https://www.postgresql.org/docs/18/rules-privileges.html
  test.each([
    ["raw_event_pending_idx", "SELECT FROM raw_event WHERE shop_id = 1 AND ingested_at IS NULL"],
    ["dedupe_pkey", "SELECT FROM dedupe WHERE shop_id = 1 AND source = 'api' AND key = 'a'"],
    [
      "dedupe_pkey",
      "SELECT FROM dedupe WHERE shop_id = 1 AND source = 'api' AND key = ANY('{a,b}')",
    ],
    [
      "identity_shop_id_kind_key_key",
      `SELECT FROM unnest('{client}'::text[], '{a}'::text[]) AS told(kind, key)
       JOIN identity ON shop_id = 1 AND identity.kind = told.kind AND identity.key = told.key`,
    ],
    [
      "profile_pkey",
      "SELECT FROM unnest('{1,2}'::bigint[]) AS id JOIN profile ON shop_id = 1 AND profile_id = id",
    ],
    [
      "customer_id_prefix_idx",
      "SELECT FROM customer WHERE shop_id = 1 AND customer_id ~>=~ '12' AND customer_id ~<~ '12:'",
    ],
    [
      "customer_order_pkey",
      `WITH page AS MATERIALIZED (
         SELECT key AS refund_id, substring(key FROM '^order:([0-9]+):') AS order_id FROM unnest('{order:1:}'::text[]) AS key)
       SELECT total_minor FROM page
         LEFT JOIN refund ON refund.shop_id = 1 AND refund.refund_id = page.refund_id
         LEFT JOIN customer_order AS placed ON placed.shop_id = 1
           AND placed.order_id = CASE WHEN refund.order_id IS NULL THEN page.order_id ELSE refund.order_id END`,
    ],
    [
      "profile_value_idx",
      "SELECT FROM profile WHERE shop_id = 1 AND customer_id IS NOT NULL ORDER BY value DESC LIMIT 50",
    ],
  ])("%s", async (index, sql) => {
    const explain = (on: pg.Pool): Promise<string[]> =>
      workFor(OURS, () =>
        inTransaction(on, async (db) => {
          await db.query("SET LOCAL enable_seqscan = off");
          await db.query("SET LOCAL enable_bitmapscan = off");
          await db.query("SET LOCAL enable_hashjoin = off");
          await db.query("SET LOCAL enable_mergejoin = off");
          await db.query("SET LOCAL enable_sort = off");
          const { rows } = await db.query<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS off) ${sql}`);
          return rows
            .map((row) => row["QUERY PLAN"].replace(/^[\s>-]+/, ""))
            .filter((line) => /Index/.test(line));
        }),
      );
    const [ofOwner, ofShop] = [await explain(database.pool), await explain(pool)];
    expect(ofShop.join("\n")).toContain(index);
    expect(ofShop).toEqual(ofOwner);
  });
});
