import type { DevDatabase } from "./database.ts";

/** What every searchable resource has. */
export interface ResourceRecord {
  id: string;
  createdAt: number;
  updatedAt: number;
}

export type ResourceTableName = "customers" | "orders" | "products" | "collections" | "segments";

/** The records of one kind in one shop. */
export interface ResourceTable<T extends ResourceRecord> {
  get(id: string): T | undefined;
  put(record: T): void;
  remove(id: string): void;
  count(): number;
  /** In order of id; changes made meanwhile do not disturb it. */
  all(): Iterable<T>;
}

const PAGE = 500;

export function openResourceTable<T extends ResourceRecord>(options: {
  database: DevDatabase;
  shop: string;
  table: ResourceTableName;
}): ResourceTable<T> {
  const { database, shop, table } = options;
  const customerOf = (record: T): string | null => {
    const id: unknown = Reflect.get(record, "customerId");
    return typeof id === "string" ? id : null;
  };

  return {
    get(id) {
      const key = numericId(id);
      if (key === undefined) return undefined;
      const row = database
        .statement(`SELECT body FROM ${table} WHERE shop = ? AND id = ?`)
        .get(shop, key);
      return row === undefined ? undefined : JSON.parse(String(row["body"]));
    },
    put(record) {
      const key = numericId(record.id);
      if (key === undefined) throw new Error(`Not a numeric id: ${record.id}`);
      const body = JSON.stringify(record);
      const { createdAt, updatedAt } = record;
      if (table === "orders") {
        const customer = customerOf(record);
        database
          .statement(
            `INSERT OR REPLACE INTO orders (shop, id, created_at, updated_at, customer_id, body)
             VALUES (?, ?, ?, ?, ?, ?)`,
          )
          .run(shop, key, createdAt, updatedAt, customer === null ? null : BigInt(customer), body);
      } else {
        database
          .statement(
            `INSERT OR REPLACE INTO ${table} (shop, id, created_at, updated_at, body)
             VALUES (?, ?, ?, ?, ?)`,
          )
          .run(shop, key, createdAt, updatedAt, body);
      }
    },
    remove(id) {
      const key = numericId(id);
      if (key === undefined) return;
      database.statement(`DELETE FROM ${table} WHERE shop = ? AND id = ?`).run(shop, key);
    },
    count() {
      const row = database.statement(`SELECT count(*) AS n FROM ${table} WHERE shop = ?`).get(shop);
      return Number(row?.["n"]);
    },
    *all() {
      let after = -1n;
      for (;;) {
        const rows = database
          .statement(
            `SELECT id, body FROM ${table} WHERE shop = ? AND id > ? ORDER BY id LIMIT ${PAGE}`,
          )
          .all(shop, after);
        for (const row of rows) {
          after = BigInt(String(row["id"]));
          const record: T = JSON.parse(String(row["body"]));
          yield record;
        }
        if (rows.length < PAGE) return;
      }
    },
  };
}

/** undefined for what cannot be the number of a resource. */
export function numericId(id: string): bigint | undefined {
  return /^\d{1,18}$/.test(id) ? BigInt(id) : undefined;
}
