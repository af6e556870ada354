import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { atDatabase, databaseOf, dropDatabase, openPool, runAlone } from "./database-names.ts";

export interface TestDatabase {
  /** Readable from `beforeAll` on. */
  readonly url: string;
  /** A pool of up to ten connections, closed after the file's last test. */
  readonly pool: pg.Pool;
}

/**
 * Gives the test file (or the `describe`) that calls it a database of its own, migrated and empty, which no other
 * file sees. Call it at the top, before the hooks that use it:
 *
 *     const database = useDatabase();
 *     test("...", async () => { await database.pool.query("SELECT 1"); });
 */
export function useDatabase(): TestDatabase {
  let made: { url: string; pool: pg.Pool } | undefined;
  const opened = () => {
    if (made === undefined) throw new Error("the test's database is there from beforeAll on");
    return made;
  };

  beforeAll(async () => {
    const url = await createDatabase();
    made = { url, pool: openPool({ connectionString: url, max: 10 }) };
    // Dropping the database cuts connections that a failed test never gave back.
    made.pool.on("error", () => {});
  });
  afterAll(async () => {
    if (made === undefined) return;
    const { url, pool } = made;
    made = undefined;
    await Promise.race([pool.end(), dropDatabase(adminUrl(), databaseOf(url))]);
    await dropDatabase(adminUrl(), databaseOf(url));
  });

  return {
    get url() {
      return opened().url;
    },
    get pool() {
      return opened().pool;
    },
  };
}

/** A new copy of the migrated template, for a test that wants more than one; drop it when done. */
async function createDatabase(): Promise<string> {
  const template = databaseOf(inject("templateUrl"));
  const name = `kindling_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await runAlone(
    adminUrl(),
    `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY FILE_COPY`,
  );
  return atDatabase(inject("templateUrl"), name);
}

/** A connection beside the template: a template that someone is connected to cannot be copied. */
export function adminUrl(): string {
  return atDatabase(inject("templateUrl"), "postgres");
}
