import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { saveInstalledShop } from "../../../app/db/shop.ts";
import { createRawEventWriter } from "../../../app/services/raw-event-writer.ts";
import { NOW, useShop } from "../../support/app-shop.ts";
import "../../support/property-seed.ts";

const app = useShop();

const batchOf = (keys: readonly string[], shopId = app.shopId) => ({
  ...{ shopId, source: "proxy" as const, receivedAt: NOW },
  events: keys.map((key) => ({ key, topic: "browse_batch", wire: { key } })),
});

/** The keys of what is stored, each as often as it is. */
async function storedKeys(): Promise<string[]> {
  const { rows } = await app.pool.query<{ key: string }>(
    "SELECT wire->>'key' AS key FROM raw_event WHERE shop_id = $1 ORDER BY 1",
    [app.shopId],
  );
  return rows.map(({ key }) => key);
}

test("Whatever comes at once, every event is stored once, and told as new to one of its senders.", async () => {
  const keys = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(keys, { minLength: 1, maxLength: 40 }), async (requests) => {
      run += 1;
      await app.pool.query("DELETE FROM raw_event WHERE shop_id = $1", [app.shopId]);
      const writer = createRawEventWriter({ pool: app.pool });
      const named = requests.map((request) => request.map((key) => `${run} ${key}`));
      const answers = await Promise.all(named.map((request) => writer.write(batchOf(request))));
      const all = [...new Set(named.flat())].toSorted();
      expect(await storedKeys()).toEqual(all);
      const accepted = answers.map((answer) =>
        answer.outcome === "stored" ? answer.accepted : -1,
      );
      expect(accepted.reduce((sum, count) => sum + count, 0)).toBe(all.length);
      expect(Math.min(...accepted)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 25 },
  );
});

test("What comes a second time is known, with other events and alone, at once and later.", async () => {
  const writer = createRawEventWriter({ pool: app.pool });
  const tell = async (keys: string[]): Promise<number> => {
    const answer = await writer.write(batchOf(keys));
    return answer.outcome === "stored" ? answer.accepted : -1;
  };
  expect(await tell(["r1", "r2"])).toBe(2);
  // The first repeat, then some that are expected, then one that is not any more.
  expect(await tell(["r2", "r3"])).toBe(1);
  expect(await tell(["r3", "r4"])).toBe(1);
  expect(await tell(["r4"])).toBe(0);
  expect(await tell(["r5"])).toBe(1);
  await sleep(1100);
  expect(await tell(["r5", "r6"])).toBe(1);
  expect((await storedKeys()).filter((key) => /^r\d$/.test(key))).toEqual([
    ...["r1", "r2", "r3", "r4", "r5", "r6"],
  ]);
});

test("Two processes that store the same events at once do not wait for each other in a ring.", async () => {
  const keys = Array.from({ length: 200 }, (_, index) => `ring ${index}`);
  const writers = [1, 2, 3].map(() => createRawEventWriter({ pool: app.pool }));
  const answers = await Promise.all(
    writers.flatMap((writer, turn) => [
      writer.write(batchOf(turn === 1 ? keys.toReversed() : keys)),
      writer.write(batchOf(keys)),
    ]),
  );
  const accepted = answers.map((answer) => (answer.outcome === "stored" ? answer.accepted : -1));
  expect(accepted.reduce((sum, count) => sum + count, 0)).toBe(keys.length);
});

test("An event that the database does not take fails its own sender and nobody else's.", async () => {
  const writer = createRawEventWriter({ pool: app.pool });
  // PostgreSQL's json has no place for this character.
  const poison = batchOf(["poison"]);
  poison.events[0] = { key: "poison", topic: "browse_batch", wire: { key: "a\u0000b" } };
  const results = await Promise.allSettled([
    writer.write(batchOf(["before it"])),
    writer.write(batchOf(["with it"])),
    writer.write(poison),
    writer.write(batchOf(["after it"])),
  ]);
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(await storedKeys()).toEqual(expect.arrayContaining(["before it", "with it", "after it"]));
});

test("A shop that has uninstalled the app gets nothing stored, also in the moment in which it is still known.", async () => {
  const { shopId } = await saveInstalledShop(app.pool, {
    ...{ domain: "gone.myshopify.com", currency: "EUR", timezone: "UTC", plan: "Basic", now: NOW },
  });
  await app.pool.query("UPDATE shop SET status = 'uninstalled' WHERE shop_id = $1", [shopId]);
  const writer = createRawEventWriter({ pool: app.pool });
  expect(await writer.write(batchOf(["late"], shopId))).toEqual({ outcome: "not-installed" });
  const { rows } = await app.pool.query("SELECT FROM dedupe WHERE shop_id = $1", [shopId]);
  expect(rows).toEqual([]);
});

test("What does not fit is refused and not stored, browsing before webhooks, and other shops have their room.", async () => {
  const { shopId: other } = await saveInstalledShop(app.pool, {
    ...{ domain: "calm.myshopify.com", currency: "EUR", timezone: "UTC", plan: "Basic", now: NOW },
  });
  const writer = createRawEventWriter({ pool: app.pool });
  const flood = Array.from({ length: 60 }, (_, turn) =>
    writer.write(batchOf(Array.from({ length: 50 }, (_, index) => `flood ${turn} ${index}`))),
  );
  const webhook = writer.write({ ...batchOf(["a webhook"]), source: "webhook" });
  const calm = writer.write(batchOf(["calm"], other));
  const outcomes = (await Promise.all(flood)).map(({ outcome }) => outcome);
  expect(outcomes).toContain("overloaded");
  expect(outcomes).toContain("stored");
  expect(await webhook).toEqual({ outcome: "stored", accepted: 1 });
  expect(await calm).toEqual({ outcome: "stored", accepted: 1 });
  const stored = (await storedKeys()).filter((key) => key.startsWith("flood")).length;
  expect(stored).toBe(50 * outcomes.filter((outcome) => outcome === "stored").length);
  // The room is there again.
  expect(await writer.write(batchOf(["afterwards"]))).toEqual({ outcome: "stored", accepted: 1 });
});
