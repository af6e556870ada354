import type { Queryable } from "./transaction.ts";

/**
 * A transaction's connection for several who use it at a time: each statement is sent when those before it are answered, since
 * a driver without pipelining takes no more than one. After one that failed the next is sent as well, and PostgreSQL refuses it.
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
