import type pg from "pg";
import type { ErasedRows } from "./privacy-requests.ts";
import type { Queryable } from "./transaction.ts";

/** Deletes, and counts what was deleted by table. */
export function countErased(db: Queryable) {
  const rows: ErasedRows = {};
  const add = (table: string, count: number): void => {
    if (count > 0) rows[table] = (rows[table] ?? 0) + count;
  };
  return {
    rows,
    add,
    /**
     * @param which narrows the shop's rows, whose number is the first value
     * @param returning what is given back of each row
     */
    async remove<Row extends pg.QueryResultRow>(
      table: string,
      values: [shopId: number, ...unknown[]],
      which = "",
      returning = "",
    ): Promise<Row[]> {
      const { rowCount, rows } = await db.query<Row>(
        `DELETE FROM ${table} WHERE shop_id = $1 ${which} ${returning}`,
        values,
      );
      add(table, rowCount ?? 0);
      return rows;
    },
  };
}

export type Erased = ReturnType<typeof countErased>;
