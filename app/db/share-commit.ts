import type pg from "pg";
import { readLate, within } from "./late-error.ts";
import { isAboutRows, limitOf, settleInShop } from "./scoped-pool.ts";
import { workFor } from "./shop-scope.ts";

export interface ShopStatement {
  shopId: number;
  statement: pg.QueryConfig;
}

/**
 * Sends statements of different shops in one go, each in its own shop's scope, and commits them together: all take effect, or
 * none. To wait for the disk, and for an answer, costs more than a statement of a few rows.
 * @param statements one a shop. They run in the order of the shops' numbers, so that two processes do not wait for each other in a ring
 * @returns the results, in the order in which the statements were given
 * @throws what the database says of the first that failed
 */
export async function shareCommit<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  statements: readonly ShopStatement[],
): Promise<pg.QueryResult<Row>[]> {
  const [first, ...others] = statements.toSorted((a, b) => a.shopId - b.shopId);
  if (first === undefined) return [];
  if (others.length === 0)
    return [await workFor(first.shopId, () => pool.query<Row>(first.statement))];
  const client = await workFor(first.shopId, () => pool.connect());
  const results = new Map<ShopStatement, pg.QueryResult<Row>>();
  const ask = async (one: ShopStatement): Promise<void> => {
    results.set(one, await client.query<Row>(one.statement));
  };
  // Nothing is waited for in between: after a failure PostgreSQL takes no statement of a transaction, and its end undoes all.
  const answers: Promise<unknown>[] = [client.query("BEGIN"), ask(first)];
  for (const one of others) answers.push(settleInShop(client, one.shopId), ask(one));
  answers.push(client.query("COMMIT"));
  const ends = await within(limitOf(client), Promise.allSettled(answers), () =>
    client.release(true),
  );
  const failed = ends.find((end) => end.status === "rejected");
  client.release(failed !== undefined && !isAboutRows(failed.reason));
  if (failed !== undefined) throw readLate(failed.reason) ?? failed.reason;
  return statements.flatMap((one) => results.get(one) ?? []);
}
