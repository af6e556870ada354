import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/source-files.ts";
import { judgeMigration } from "./migration-rules.ts";

/** Migrations named before this were made before anybody ran Kindling. Each later one may meet shops at work, and old code. */
const FROM = "20261215";
/** So many there are of them, and no more: a later one with an earlier name would be judged by nobody, and run out of order. */
const EARLIER = 39;

/** Later migrations that break a rule, each with the reason why that harms nobody. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "20261222000000_forgotten_orders":
    "it goes through the keys of history, and deletes the few that no record belongs to: nobody waits for these",
};

const FOLDER = join(ROOT, "prisma", "migrations");
const names = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const judge = (name: string) =>
  judgeMigration(readFileSync(join(FOLDER, name, "migration.sql"), "utf8")).map((breach) => ({
    name,
    ...breach,
  }));

test("migrations only widen, and hold no lock for long", () => {
  const later = names.filter((name) => name >= FROM && !(name in EXCEPTIONS));
  const breaches = later.flatMap(judge);
  expect(breaches, "docs/operations.md, Migrations, says how; or name it in EXCEPTIONS").toEqual(
    [],
  );
});

test("no migration is named before those that nobody ran", () => {
  expect(names.filter((name) => name < FROM)).toHaveLength(EARLIER);
});

test("the rules read migrations as they are written here", () => {
  // Made while nobody ran it, these do what no later one may.
  const reasons = names.filter((name) => name < FROM).flatMap(judge);
  for (const reason of [/lock_timeout/, /CONCURRENTLY/, /in batches/])
    expect(
      reasons.some((breach) => reason.test(breach.reason)),
      String(reason),
    ).toBe(true);
});

test("every exception is a migration that needs one", () => {
  for (const name of Object.keys(EXCEPTIONS)) expect(judge(name), name).not.toEqual([]);
});

const ALLOWED = [
  'CREATE TABLE "note" ("shop_id" INTEGER NOT NULL, "text" TEXT NOT NULL, CONSTRAINT "note_pkey" PRIMARY KEY ("shop_id"));\nCREATE INDEX "note_idx" ON "note"("text");',
  'SET lock_timeout = \'2s\';\nALTER TABLE "fact" ADD COLUMN "weight" INTEGER;',
  'SET lock_timeout = \'2s\';\nALTER TABLE "fact" ADD COLUMN "weight" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();',
  'CREATE INDEX CONCURRENTLY "fact_idx" ON "fact"("shop_id", "signal");',
  "SET lock_timeout = '2s';\nALTER TABLE fact ADD CONSTRAINT kind CHECK (value >= 0) NOT VALID;",
  "SET lock_timeout = '2s';\nALTER TABLE fact VALIDATE CONSTRAINT kind;",
  "SET lock_timeout = '2s';\nCREATE INDEX shop_idx ON shop (plan);",
  'DROP INDEX CONCURRENTLY "fact_idx";',
  "CREATE TABLE note (a INTEGER);\nCREATE INDEX note_idx ON note (a);\nDROP INDEX note_idx;",
  "DO E'BEGIN CREATE ROLE reader NOLOGIN\\073 EXCEPTION WHEN duplicate_object THEN NULL\\073 END';",
  "DO E'BEGIN EXECUTE format(\\'GRANT reader TO %I\\', current_user)\\073 END';",
  "SET lock_timeout = '2s';\nDO $$ BEGIN IF true THEN ALTER TABLE fact ADD COLUMN weight INTEGER; END IF; END $$;",
  "DO $$ BEGIN PERFORM 1 FROM shop WHERE plan = 'x' FOR UPDATE; END $$;",
  "CREATE FUNCTION forget() RETURNS void LANGUAGE plpgsql AS E'BEGIN DROP TABLE fact\\073 END';",
  "CREATE TABLE note (a INTEGER);\nCREATE POLICY one_shop ON note USING (true);",
  "WITH some AS (SELECT 1) UPDATE retention SET log_days = 30;",
  "-- A comment with a word: DROP TABLE fact\nUPDATE retention SET log_days = 30;",
];

test.each(ALLOWED)("is taken: %s", (sql) => {
  expect(judgeMigration(sql)).toEqual([]);
});

const REFUSED: [string, RegExp][] = [
  ['CREATE INDEX "fact_idx" ON "fact"("signal");', /CONCURRENTLY/],
  ['CREATE UNIQUE INDEX "fact_idx" ON "public"."fact"("signal");', /CONCURRENTLY/],
  ['CREATE INDEX CONCURRENTLY a ON "fact"("signal");\nCREATE TABLE b ();', /nothing else/],
  ['DROP TABLE "fact";', /later release/],
  ['ALTER TABLE "fact" DROP COLUMN "value";', /deploy, then drop/],
  ['ALTER TABLE "fact" RENAME COLUMN "value" TO "worth";', /old name/],
  ['ALTER TABLE "fact" ALTER COLUMN "value" SET DATA TYPE TEXT;', /rewritten/],
  ['ALTER TABLE "fact" ALTER COLUMN "value" TYPE TEXT;', /rewritten/],
  ['ALTER TABLE "fact" ALTER COLUMN "about" SET NOT NULL;', /NOT VALID/],
  ['ALTER TABLE "fact" ADD COLUMN "weight" INTEGER NOT NULL;', /DEFAULT/],
  ['ALTER TABLE "fact" ADD COLUMN a INTEGER DEFAULT 1, ADD COLUMN b TEXT NOT NULL;', /DEFAULT/],
  ['ALTER TABLE "fact" ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid();', /differs by row/],
  ['ALTER TABLE "fact" ADD CONSTRAINT kind CHECK (value >= 0);', /NOT VALID/],
  ['ALTER TABLE "fact" ADD CONSTRAINT u UNIQUE ("shop_id", "about");', /USING INDEX/],
  ["UPDATE fact SET value = 0;", /in batches/],
  ['ALTER TABLE "fact" ADD COLUMN "weight" INTEGER;', /lock_timeout/],
  ['DROP INDEX "fact_idx";', /DROP INDEX CONCURRENTLY/],
  ["SET lock_timeout = '2s';\nDROP INDEX IF EXISTS public.fact_idx;", /DROP INDEX CONCURRENTLY/],
  ["SET lock_timeout = '2s';\nALTER TABLE fact ADD CHECK (value >= 0);", /NOT VALID/],
  ["ALTER TABLE fact ADD COLUMN id BIGSERIAL;", /every row/],
  ["ALTER TABLE fact ADD COLUMN d INT GENERATED ALWAYS AS (value * 2) STORED;", /every row/],
  ["ALTER TABLE fact SET UNLOGGED;", /rewritten/],
  ["CREATE POLICY one_shop ON fact USING (true);", /lock_timeout/],
  ["CREATE TRIGGER t BEFORE INSERT ON fact FOR EACH ROW EXECUTE FUNCTION f();", /lock_timeout/],
  ["LOCK TABLE fact;", /everybody waits/],
  ["REINDEX TABLE fact;", /everybody waits/],
  ["VACUUM FULL fact;", /everybody waits/],
  ["WITH old AS (SELECT 1) DELETE FROM fact USING old;", /in batches/],
  ["MERGE INTO fact USING shop ON true WHEN MATCHED THEN DELETE;", /in batches/],
  ["DO $$ BEGIN ALTER TABLE fact DROP COLUMN value; END $$;", /deploy, then drop/],
  ["DO $do$ BEGIN UPDATE fact SET value = 0; END $do$ LANGUAGE plpgsql;", /in batches/],
  ["DO E'BEGIN IF EXISTS (SELECT 1) THEN DROP TABLE fact\\073 END IF\\073 END';", /later release/],
  ["DO 'BEGIN CREATE INDEX fact_idx ON fact (signal)\\073 END';", /CONCURRENTLY/],
  ["DO E'BEGIN EXECUTE \\'DROP INDEX fact_idx\\'\\073 END';", /DROP INDEX CONCURRENTLY/],
  ["DO $$ BEGIN EXECUTE format('ALTER TABLE fact DROP COLUMN %I', 'a'); END $$;", /then drop/],
  ["DO $$ BEGIN ALTER TABLE fact ADD COLUMN a INTEGER; END $$;", /lock_timeout/],
  [
    "DO $$ DECLARE sql text := 'DR' || 'OP TABLE fact'; BEGIN EXECUTE sql; END $$;",
    /cannot be judged/,
  ],
  ["DO $$ BEGIN EXECUTE format('%s TABLE fact', 'DROP'); END $$;", /cannot be judged/],
  ["DO $$ BEGIN EXECUTE format('UPDATE %I SET a = 1', 'fact'); END $$;", /cannot be judged/],
];

test.each(REFUSED)("is refused: %s", (sql, reason) => {
  const breaches = judgeMigration(sql);
  expect(
    breaches.some((breach) => reason.test(breach.reason)),
    JSON.stringify(breaches),
  ).toBe(true);
});
