import type { Queryable } from "./transaction.ts";

/**
 * A transaction's connection for several who use it at a time: each statement waits until those before it are answered,
 * as the driver demands. They all fail with the transaction.
 */
export function oneByOne(db: Queryable): Queryable {
  let last: Promise<unknown> = Promise.resolve();
  const query = (...statement: unknown[]): Promise<unknown> => {
    const ask = () => (db.query as (...all: unknown[]) => Promise<unknown>).apply(db, statement);
    const asked = last.then(ask, ask);
    last = asked;
    return asked;
  };
  return { query: query as Queryable["query"] };
}
