import type pg from "pg";
import { currentScope, type ShopScope } from "../../app/db/shop-scope.ts";

/** A statement as it was sent, with the last parameters that it had in the scope. */
export interface Statement {
  text: string;
  values: unknown[];
  scope: ShopScope;
}

const PLANNED = /^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/i;

/** Notes every statement that a pool's connections are given from now on. @returns takes what was noted so far */
export function recordStatements(pool: pg.Pool): () => Statement[] {
  const noted = new Map<string, Statement>();
  pool.on("connect", (client) => {
    const send: (...all: unknown[]) => unknown = client.query.bind(client);
    const query = (...all: unknown[]): unknown => {
      const statement = read(all);
      if (statement !== null && PLANNED.test(statement.text))
        noted.set(`${String(statement.scope)} ${statement.text}`, statement);
      return send(...all);
    };
    Object.assign(client, { query });
  });
  return () => {
    const taken = [...noted.values()];
    noted.clear();
    return taken;
  };
}

/** `query` takes a text and its parameters, or an object of both. */
function read([first, second]: unknown[]): Statement | null {
  const scope = currentScope();
  const valuesOf = (values: unknown): unknown[] => (Array.isArray(values) ? values : []);
  if (typeof first === "string") return { text: first, values: valuesOf(second), scope };
  if (typeof first !== "object" || first === null || !("text" in first)) return null;
  const values = "values" in first ? first.values : second;
  return { text: String(first.text), values: valuesOf(values), scope };
}
