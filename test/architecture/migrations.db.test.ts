import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runPrisma } from "../../scripts/postgres/migrate.ts";
import { adminUrl, useDatabase } from "../support/database.ts";
import { atDatabase, dropDatabase, openPool, runAlone } from "../support/database-names.ts";
import { describeSchema } from "../support/describe-schema.ts";
import { ROOT } from "../support/source-files.ts";

const migrated = useDatabase();
const SCHEMA = "prisma/schema.prisma";

/** Indexes of a part of their table's rows or of another order, which Prisma's schema has no word for. */
const PARTIAL_INDEXES = [
  "announcement_batch_idx",
  "announcement_untold_idx",
  "announcement_waiting_idx",
  "intake_minute_refused_idx",
  "metafield_state_refused_idx",
  "tag_state_load_idx",
  "customer_id_prefix_idx",
  "profile_behavior_idx",
  "profile_chance_idx",
  "profile_engagement_idx",
  "profile_intent_idx",
  "profile_seen_idx",
  "profile_value_idx",
  "profile_worth_idx",
  "privacy_request_open_idx",
  "raw_event_pending_idx",
  "raw_event_product_idx",
  "raw_event_unreadable_at_idx",
  "raw_event_unreadable_idx",
  "tag_state_carrying_idx",
  "tag_state_due_idx",
  "tag_state_retry_idx",
  "tag_state_trouble_idx",
];

test("the migrations give exactly what the Prisma schema says", async () => {
  const sql = await runPrisma(
    ["migrate", "diff", "--from-empty", "--to-schema-datamodel", SCHEMA, "--script"],
    migrated.url,
  );
  const name = `kindling_schema_${process.pid}`;
  await runAlone(adminUrl(), `CREATE DATABASE ${name}`);
  const pool = openPool({ connectionString: atDatabase(adminUrl(), name) });
  try {
    await pool.query(sql);
    const expected = await describeSchema(pool);
    expect(expected.length).toBeGreaterThan(0);
    const found = await describeSchema(migrated.pool);
    const isPartial = (line: string) =>
      PARTIAL_INDEXES.some((index) => line.includes(` ${index} `));
    expect(found.filter((line) => !isPartial(line))).toEqual(expected);
    expect(found.filter(isPartial)).toHaveLength(PARTIAL_INDEXES.length);
  } finally {
    await pool.end();
    await dropDatabase(adminUrl(), name);
  }
});

test("deploying the migrations again changes nothing", async () => {
  const output = await runPrisma(["migrate", "deploy"], migrated.url);
  expect(output).toContain("No pending migrations");
});

test("no migration has a semicolon inside a statement", () => {
  // Prisma's adapter cuts a migration at every semicolon, in a string, a comment or a function's body too.
  const folder = join(ROOT, "prisma", "migrations");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const breaches = files
    .filter((file) => file.endsWith(".sql"))
    .filter((file) => {
      const sql = readFileSync(join(folder, file), "utf8");
      return /--[^\n]*;|'[^'\n]*;[^'\n]*'|\$\w*\$/.test(sql);
    });
  expect(breaches).toEqual([]);
});
