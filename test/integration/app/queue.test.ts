import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../../app/db/transaction.ts";
import { startJobs, startSender } from "../../../app/jobs/queue.server.ts";
import type { Enqueue } from "../../../app/services/enqueue.ts";
import { count } from "../../support/app-rows.ts";
import { useDatabase } from "../../support/database.ts";

const database = useDatabase();
let enqueue: Enqueue;
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  // The queue finds its database where every process of the app does.
  process.env["DATABASE_URL"] = database.url;
  process.env["SHOPIFY_API_KEY"] = "key";
  process.env["SHOPIFY_API_SECRET"] = "secret";
  process.env["SHOPIFY_APP_URL"] = "https://kindling.example.com";
  process.env["SEAL_KEYS"] = Buffer.alloc(32, 7).toString("base64");
  ({ enqueue, stop } = await startSender());
});
afterAll(async () => {
  await stop?.();
});

const job = (key: string) =>
  ({ name: "redact", payload: { scope: "shop", shopId: 1 }, key }) as const;
const countJobs = (key: string): Promise<number> =>
  count(database.pool, "FROM pgboss.job WHERE singleton_key = $1", [key]);

test("a job exists when, and only when, the transaction that made it commits", async () => {
  const failing = inTransaction(database.pool, async (db) => {
    await enqueue(db, job("rolled back"));
    const { rows } = await db.query("SELECT FROM pgboss.job WHERE singleton_key = 'rolled back'");
    expect(rows).toHaveLength(1);
    throw new Error("something else went wrong");
  });
  await expect(failing).rejects.toThrow("something else");
  expect(await countJobs("rolled back")).toBe(0);

  await inTransaction(database.pool, async (db) => {
    await enqueue(db, job("committed"));
    expect(await countJobs("committed")).toBe(0);
  });
  expect(await countJobs("committed")).toBe(1);
});

test("of several jobs that wait under one key there is one; one that runs does not count", async () => {
  const send = () => inTransaction(database.pool, (db) => enqueue(db, job("twice")));
  await send();
  await send();
  expect(await countJobs("twice")).toBe(1);
  await database.pool.query("UPDATE pgboss.job SET state = 'active' WHERE singleton_key = 'twice'");
  await send();
  expect(await countJobs("twice")).toBe(2);
});

test("a job that its handler puts off waits anew under its key, and is no failure", async () => {
  const ends: string[] = [];
  const worked: unknown[] = [];
  const worker = await startJobs(
    {
      redact: (payload) => {
        worked.push(payload);
        return Promise.resolve({ againInSeconds: 600 });
      },
    },
    ({ outcome }) => void ends.push(outcome),
  );
  try {
    await inTransaction(database.pool, (db) => enqueue(db, job("put off")));
    const waiting = () =>
      count(
        database.pool,
        `FROM pgboss.job WHERE singleton_key = $1 AND state = 'created' AND data = '{"scope": "shop", "shopId": 1}'
           AND start_after BETWEEN now() + interval '9 minutes' AND now() + interval '11 minutes'`,
        ["put off"],
      );
    await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
    expect(worked).toContainEqual(job("put off").payload);
    await expect
      .poll(() =>
        count(database.pool, "FROM pgboss.job WHERE singleton_key = $1 AND state = 'completed'", [
          "put off",
        ]),
      )
      .toBe(1);
    expect(ends).not.toContain("failed");
  } finally {
    await worker.stop();
  }
});
