import type pg from "pg";

/** A pool whose connections die before a statement: what its transaction did is undone, as when a process is killed. */
export function dyingPool(pool: pg.Pool, statement: RegExp): pg.Pool {
  return new Proxy(pool, {
    get(target, name, receiver) {
      if (name !== "connect") return Reflect.get(target, name, receiver);
      return async () => {
        const client = await target.connect();
        return new Proxy(client, {
          get(of, key) {
            const value: unknown = Reflect.get(of, key);
            if (typeof value !== "function") return value;
            if (key !== "query") return value.bind(of);
            return (text: string, ...more: unknown[]) => {
              if (statement.test(text)) throw new Error("killed");
              return Reflect.apply(value, of, [text, ...more]);
            };
          },
        });
      };
    },
  });
}
