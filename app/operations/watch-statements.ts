import type pg from "pg";
import { nameStatement } from "./statement-name.ts";
import { openStatement } from "./traces.ts";

type Query = (...args: unknown[]) => unknown;

const watched = new WeakSet<object>();

/**
 * Has the statements of a pool noted in the traces around them. Asked where the work itself asks, since a pool that is full
 * serves whoever waits out of another one's work, in whose trace the statement would be found.
 */
export function watchStatements(pool: pg.Pool): void {
  pool.query = watchQuery(pool.query.bind(pool) as Query) as typeof pool.query;
  const connect = pool.connect.bind(pool) as (callback?: unknown) => Promise<pg.PoolClient>;
  pool.connect = ((callback?: unknown) =>
    // The pool itself asks so for a statement of its own, which was noted already.
    callback === undefined
      ? connect().then(watchClient)
      : connect(callback)) as typeof pool.connect;
}

function watchClient(client: pg.PoolClient): pg.PoolClient {
  if (!watched.has(client)) {
    watched.add(client);
    client.query = watchQuery(client.query.bind(client) as Query) as typeof client.query;
  }
  return client;
}

function watchQuery(query: Query): Query {
  return (...args) => {
    const end = typeof args.at(-1) === "function" ? null : openStatement(() => nameOf(args[0]));
    const result = query(...args);
    if (end !== null && result instanceof Promise) {
      result.then(
        () => end(false),
        () => end(true),
      );
    }
    return result;
  };
}

function nameOf(asked: unknown): string {
  if (typeof asked === "string") return nameStatement(asked);
  const text = (asked as { text?: unknown } | null)?.text;
  return typeof text === "string" ? nameStatement(text) : "statement";
}
