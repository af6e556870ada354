import type pg from "pg";

/** A pool whose connections die before a statement: what its transaction did is undone, as when a process is killed. */
export const dyingPool = (pool: pg.Pool, statement: RegExp): pg.Pool =>
  interruptedPool(pool, statement, () => {
    throw new Error("killed");
  });

/** A pool on whose connections something happens before each statement of a kind. */
export function interruptedPool(
  pool: pg.Pool,
  statement: RegExp,
  before: () => Promise<void> | void,
): pg.Pool {
  return new Proxy(pool, {
    get(target, name) {
      // What takes a connection of its own inside the pool is left alone.
      const own: unknown = Reflect.get(target, name);
      if (name !== "connect") return typeof own === "function" ? own.bind(target) : own;
      return async () => {
        const client = await target.connect();
        return new Proxy(client, {
          get(of, key) {
            const value: unknown = Reflect.get(of, key);
            if (typeof value !== "function") return value;
            if (key !== "query") return value.bind(of);
            return async (text: string, ...more: unknown[]) => {
              if (statement.test(text)) await before();
              return Reflect.apply(value, of, [text, ...more]);
            };
          },
        });
      };
    },
  });
}
