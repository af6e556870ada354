import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adminUrl } from "../../support/database.ts";
import { atDatabase, dropDatabase, openPool, runAlone } from "../../support/database-names.ts";
import { ROOT } from "../../support/source-files.ts";

const FOLDER = join(ROOT, "prisma", "migrations");
const MONTHS = "20261214500000_raw_event_months";
const name = `kindling_months_${process.pid}`;
let pool: pg.Pool;

beforeAll(async () => {
  await runAlone(adminUrl(), `CREATE DATABASE ${name}`);
  pool = openPool({ connectionString: atDatabase(adminUrl(), name), max: 4 });
});
afterAll(async () => {
  await pool.end();
  await dropDatabase(adminUrl(), name);
});

/** Statement by statement, as Prisma's adapter does it: each is committed by itself. */
async function migrate(migration: string): Promise<void> {
  const sql = readFileSync(join(FOLDER, migration, "migration.sql"), "utf8");
  for (const statement of sql.split(";")) if (statement.trim() !== "") await pool.query(statement);
}

const INSERT = `INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at)
  VALUES (1, 'webhook', 't', $1, $2, $3)`;
const read = async (): Promise<unknown[]> => {
  const { rows } = await pool.query("SELECT * FROM raw_event ORDER BY raw_event_id");
  return rows;
};

test("a table with events becomes one of months while others write and read, and keeps every row", async () => {
  const before = readdirSync(FOLDER).filter((entry) => /^\d/.test(entry) && entry < MONTHS);
  for (const migration of before.toSorted()) await migrate(migration);
  const times = ["2020-02-29T10:00:00Z", "2026-11-30T23:59:59.999Z", "2026-12-01T00:00:00Z"];
  for (const [index, time] of times.entries())
    await pool.query(INSERT, [time, { index }, index === 1 ? null : time]);
  const stored = await read();

  let isMigrating = true;
  let written = 0;
  const writing = (async () => {
    const client = await pool.connect();
    // The statement that a process prepared before the change and goes on with.
    while (isMigrating) {
      const values = [new Date(), { written }, null];
      await client.query({ name: "insert", text: INSERT, values });
      written += 1;
    }
    client.release();
  })();
  await migrate(MONTHS);
  isMigrating = false;
  await writing;

  const after = await read();
  expect(written).toBeGreaterThan(0);
  expect(after.slice(0, stored.length)).toEqual(stored);
  expect(after).toHaveLength(stored.length + written);
  const { rows } = await pool.query<{ place: string }>(
    "SELECT DISTINCT tableoid::regclass::text AS place FROM raw_event",
  );
  expect(rows).toEqual([{ place: "raw_events.before" }]);
  // What comes after the months that old and new processes share has months of its own.
  await pool.query("SELECT make_raw_event_months($1, 0)", ["2035-05-05T00:00:00Z"]);
  await pool.query(INSERT, ["2035-05-31T23:59:59.999Z", {}, null]);
  const { rowCount } = await pool.query("SELECT FROM raw_events.m2035_05");
  expect(rowCount).toBe(1);
}, 60_000);
