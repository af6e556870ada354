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
    /** @param which narrows the shop's rows, whose number is the first value */
    async remove(table: string, values: [shopId: number, ...unknown[]], which = ""): Promise<void> {
      const { rowCount } = await db.query(
        `DELETE FROM ${table} WHERE shop_id = $1 ${which}`,
        values,
      );
      add(table, rowCount ?? 0);
    },
  };
}

export type Erased = ReturnType<typeof countErased>;
