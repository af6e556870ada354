import { expect, test } from "vitest";
import { layDisk } from "../../../scripts/chaos/world/disk.ts";
import { stallWrites } from "../../../scripts/chaos/world/stall-writes.ts";
import { useDatabase } from "../../support/database.ts";

const database = useDatabase();
/** A statement that writes, as far as triggers and locks are concerned. */
const WRITE = "UPDATE profile SET shop_id = shop_id WHERE false";

test("writes are seen to wait while they are stalled, and nothing is seen where nobody writes", async () => {
  expect(await stallWrites(database.url, 300, 0)).toBe(false);
  const stall = stallWrites(database.url, 1500);
  const startedAt = performance.now();
  await expect.poll(() => isLocked()).toBe(true);
  const write = database.pool.query(WRITE);
  expect(await stall).toBe(true);
  await write;
  expect(performance.now() - startedAt).toBeGreaterThan(1400);
});

test("a full disk answers 53100 and counts its answers, and reads and a disk with room do not", async () => {
  const disk = await layDisk(database.pool);
  await database.pool.query(WRITE);
  expect(await disk.refusals()).toBe(0);
  await disk.fill(1);
  await database.pool.query("SELECT count(*) FROM profile");
  for (let time = 0; time < 2; time += 1)
    await expect(database.pool.query(WRITE)).rejects.toMatchObject({ code: "53100" });
  expect(await disk.refusals()).toBe(2);
  await disk.fill(0);
  await database.pool.query(WRITE);
  expect(await disk.refusals()).toBe(2);
});

async function isLocked(): Promise<boolean> {
  const { rows } = await database.pool.query(
    `SELECT FROM pg_locks WHERE relation = 'profile'::regclass AND granted AND mode = 'AccessExclusiveLock'`,
  );
  return rows.length > 0;
}
