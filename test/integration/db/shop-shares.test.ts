import type pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LateError } from "../../../app/db/late-error.ts";
import { createScopedPool } from "../../../app/db/pool.server.ts";
import { acrossShops, workFor, workForRequest } from "../../../app/db/shop-scope.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { useDatabase } from "../../support/database.ts";

const WAIT_MS = 800;
const BOUNDS = { connectionMs: WAIT_MS, statementMs: 20_000, mostOfShop: 2 };
/** What a busy machine may add. Statements that are slow go on for longer than all of it. */
const SLACK_MS = 4000;
const SOON = { timeout: 15_000, interval: 5 };

const database = useDatabase();
let pool: pg.Pool;

beforeEach(() => {
  pool = createScopedPool({ connectionString: database.url, max: 4 }, BOUNDS);
});
afterEach(() => pool.end());

/** Connections that a shop's work has taken; they are given back when the test says. */
const hold = (shopId: number, count: number): Promise<pg.PoolClient[]> =>
  Promise.all(Array.from({ length: count }, () => workFor(shopId, () => pool.connect())));
const giveBack = (held: pg.PoolClient[]): void => {
  for (const client of held) client.release();
};
const ask = (shopId: number): Promise<unknown> => workFor(shopId, () => pool.query("SELECT 1"));
const waitedFor = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => "nothing",
    (error: unknown) => (error instanceof LateError ? error.waitedFor : error),
  );

test("slow statements of one shop hold its share, and another shop's are answered beside them", async () => {
  const slow = Array.from({ length: 10 }, () =>
    waitedFor(workFor(1, () => pool.query("SELECT pg_sleep(5)"))),
  );
  await vi.waitUntil(() => pool.totalCount === 2 && pool.waitingCount === 8, SOON);
  for (let turn = 0; turn < 20; turn += 1) expect(await waitedFor(ask(2))).toBe("nothing");
  expect(await waitedFor(acrossShops(pool).query("SELECT 1"))).toBe("nothing");
  const startedAt = performance.now();
  const outcomes = await Promise.all(slow);
  expect(performance.now() - startedAt).toBeLessThan(5000 + SLACK_MS);
  expect(outcomes.sort()).toEqual([
    ...Array.from({ length: 8 }, () => "connection"),
    ...["nothing", "nothing"],
  ]);
  expect(pool.waitingCount).toBe(0);
});

test("what a shop gives back its next takes, however it was taken", async () => {
  const held = await hold(1, 2);
  const waiting = [
    ask(1),
    workFor(1, () => inTransaction(pool, (client) => client.query("SELECT 1"))),
  ];
  await vi.waitUntil(() => pool.waitingCount === 2, SOON);
  giveBack(held);
  await Promise.all(waiting);
  // Nothing of the share was lost on the way, also by what fails.
  await expect(workFor(1, () => pool.query("no statement"))).rejects.toThrow("syntax error");
  giveBack(await hold(1, 2));
});

test("what ends late, or may take long, waits again and again", async () => {
  const held = await hold(1, 2);
  const long = waitedFor(workForRequest(() => ask(1), 0));
  expect(await waitedFor(ask(1))).toBe("connection");
  await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  giveBack(held);
  expect(await long).toBe("nothing");
});

test("whoever has its turn and finds the pool full by others gives up, and nothing is lost to it", async () => {
  const [first, second] = [await hold(1, 2), await hold(2, 2)];
  const asked = waitedFor(ask(1));
  await new Promise((resolve) => setTimeout(resolve, WAIT_MS / 2));
  // Another shop's comes before: what is given back is not there for the one that waits.
  const third = workFor(3, () => pool.connect());
  giveBack(first.splice(0, 1));
  expect(await asked).toBe("connection");
  giveBack([...first, ...second, await third]);
  giveBack(await hold(1, 2));
  giveBack(await hold(2, 2));
});
