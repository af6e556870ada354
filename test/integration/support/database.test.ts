import { expect, test } from "vitest";
import { useDatabase } from "../../support/database.ts";

const first = useDatabase();
const second = useDatabase();

test("a test file's database is the migrated template's copy", async () => {
  const found = await first.pool.query(
    "SELECT count(*)::int AS unfinished FROM _prisma_migrations WHERE finished_at IS NULL",
  );
  expect(found.rows).toEqual([{ unfinished: 0 }]);
});

test("what one database holds, another one does not", async () => {
  await first.pool.query("CREATE TABLE mine (id int)");
  const found = await second.pool.query("SELECT to_regclass('mine') AS mine");
  expect(found.rows).toEqual([{ mine: null }]);
});

test("upper and lower case and order are those of every other machine", async () => {
  const found = await first.pool.query(
    "SELECT lower('ÄÖ') AS lower, ARRAY(SELECT x FROM unnest(ARRAY['b','a','B','ä']) x ORDER BY x) AS ordered",
  );
  expect(found.rows).toEqual([{ lower: "äö", ordered: ["B", "a", "b", "ä"] }]);
});
