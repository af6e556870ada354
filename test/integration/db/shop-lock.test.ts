import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterEach, expect, test } from "vitest";
import { whenShopLocked, withShopLock, type ShopWorkKind } from "../../../app/db/locks.ts";
import { createPool, createScopedPool } from "../../../app/db/pool.server.ts";
import { workFor } from "../../../app/db/shop-scope.ts";
import { useDatabase } from "../../support/database.ts";

const database = useDatabase();
const opened: pg.Pool[] = [];

/** Another process, as far as locks go. */
function openPool(max = 2): pg.Pool {
  const pool = createScopedPool({ connectionString: database.url, max });
  opened.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.end()));
});

const busy = { outcome: "busy" };
const lockOf = (shopId: number, work: ShopWorkKind = "tags") => ({ work, shopId });
const tryIt = (pool: pg.Pool, lock = lockOf(1)) =>
  withShopLock(pool, lock, () => Promise.resolve("mine"));

/** Holds a lock until told to let go. */
function hold(pool: pg.Pool, lock = lockOf(1)) {
  const { promise: mayEnd, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const ended = withShopLock(pool, lock, () => {
    begin();
    return mayEnd;
  });
  return { begun, letGo, ended };
}

test("more work under locks than a pool has connections goes on, each with statements of its own", async () => {
  const pool = openPool(2);
  const all = Array.from({ length: 8 }, (_, index) =>
    workFor(index + 1, () =>
      withShopLock(pool, lockOf(index + 1), async () => {
        await sleep(20);
        const { rows } = await pool.query<{ shop: string }>(
          "SELECT current_setting('kindling.shop') AS shop",
        );
        return rows[0]?.shop;
      }),
    ),
  );
  const done = await Promise.all(all);
  expect(done).toEqual(done.map((_, index) => ({ outcome: "done", result: String(index + 1) })));
  expect(pool.idleCount, "and every connection is given back").toBe(pool.totalCount);
});

test("a lock is one process's, and within it one piece of work's; it is free once given back", async () => {
  const [pool, other] = [openPool(), openPool()];
  const held = hold(pool);
  await held.begun;
  expect(await tryIt(pool)).toEqual(busy);
  expect(await tryIt(other)).toEqual(busy);
  expect(await tryIt(pool, lockOf(2))).toMatchObject({ outcome: "done" });
  expect(await tryIt(other, lockOf(1, "backfill"))).toMatchObject({ outcome: "done" });
  const waited = whenShopLocked(other, lockOf(1), () => Promise.resolve("after"));
  held.letGo();
  await held.ended;
  expect(await waited).toBe("after");
  expect(await tryIt(pool)).toMatchObject({ outcome: "done" });
});

test("work that fails gives its lock back, and keeps nobody else's", async () => {
  const pool = openPool();
  const held = hold(pool);
  await held.begun;
  const failing = withShopLock(pool, lockOf(2), () => Promise.reject(new Error("broken")));
  await expect(failing).rejects.toThrow("broken");
  expect(await tryIt(openPool(), lockOf(2))).toMatchObject({ outcome: "done" });
  expect(await tryIt(openPool())).toEqual(busy);
  held.letGo();
  await held.ended;
});

test("a connection that breaks loses its locks, and the next is taken on another", async () => {
  const pool = openPool();
  const held = hold(pool);
  await held.begun;
  const owner = createPool({ connectionString: database.url, max: 1 });
  opened.push(owner);
  await owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database
     WHERE locktype = 'advisory' AND datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await expect.poll(() => tryIt(pool)).toMatchObject({ outcome: "done" });
  const again = hold(pool);
  await again.begun;
  held.letGo();
  await held.ended;
  expect(await tryIt(owner), "the end of the lost one frees nobody else's").toEqual(busy);
  again.letGo();
  await again.ended;
});
