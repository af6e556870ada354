import { expect, test } from "vitest";
import {
  addAnnouncements,
  endAnnouncements,
  findShopsToTell,
} from "../../../app/db/announcements.ts";
import { markUninstalled } from "../../../app/db/shop.ts";
import { listActivity } from "../../../app/queries/list-activity.ts";
import { ingestPastFaults } from "../../../app/services/ingest-past-faults.ts";
import { createActivityNotes } from "../../../app/services/activity-notes.ts";
import {
  ActivityRetrySchema,
  retryActivity,
  type ActivityRetry,
} from "../../../app/services/retry-activity.ts";
import { HOUR_MS, iso, NOW, useShop } from "../../support/app-shop.ts";

const shop = useShop();

const retry = (asked: ActivityRetry) => retryActivity({ ...shop.work(NOW), asked });
const outcomeOf = async (asked: ActivityRetry) => (await retry(asked)).outcome;

async function readOne<Row extends object>(sql: string): Promise<Row | undefined> {
  return (await shop.pool.query<Row>(sql, [shop.shopId])).rows[0];
}

test("a change that was refused waits again, and one that was sent does not", async () => {
  const { pool, shopId } = shop;
  const segment = { handle: "vip", name: "VIP" };
  const announcement = { kind: "entered", segment, reason: "because" } as const;
  const row = { target: "klaviyo", profileId: 1, customerId: "1", announcement } as const;
  await addAnnouncements(pool, shopId, [row, row], NOW);
  const { rows } = await pool.query<{ id: number }>(
    "SELECT announcement_id AS id FROM announcement WHERE shop_id = $1 ORDER BY 1",
    [shopId],
  );
  const [refused = 0, sent = 0] = rows.map(({ id }) => id);
  const ended = { error: "Klaviyo answered 400", now: NOW } as const;
  await endAnnouncements(pool, shopId, { ids: [refused], outcome: "refused", ...ended });
  await pool.query(
    "UPDATE announcement SET done_at = $2, outcome = 'sent' WHERE announcement_id = $1",
    [sent, new Date(NOW)],
  );
  expect(await findShopsToTell(pool, "klaviyo")).not.toContain(shopId);
  expect(await outcomeOf({ retry: "told", announcementId: sent })).toBe("nothing-failed");
  expect(await outcomeOf({ retry: "told", announcementId: refused })).toBe("retried");
  expect(await findShopsToTell(pool, "klaviyo")).toContain(shopId);
  expect(await outcomeOf({ retry: "told", announcementId: refused })).toBe("nothing-failed");
});

test("metafields that Shopify refused are due again, those that stand are not", async () => {
  const { pool, shopId } = shop;
  await pool.query(
    `INSERT INTO metafield_state (shop_id, customer_id, desired, written, last_error)
     VALUES ($1, '1', '{"a":"1"}', '{}', 'Customer is gone'), ($1, '2', '{"a":"1"}', '{"a":"1"}', NULL)`,
    [shopId],
  );
  expect(await outcomeOf({ retry: "metafields" })).toBe("retried");
  const { rows } = await pool.query<{ id: string }>(
    "SELECT customer_id AS id FROM metafield_state WHERE shop_id = $1 AND write_at <= $2",
    [shopId, new Date(NOW)],
  );
  expect(rows).toEqual([{ id: "1" }]);
  expect(await outcomeOf({ retry: "metafields" })).toBe("nothing-failed");
});

test("the pixel and a fit are due at once", async () => {
  expect(await outcomeOf({ retry: "pixel" })).toBe("retried");
  expect(await outcomeOf({ retry: "fit" })).toBe("retried");
  expect(
    await readOne("SELECT pixel_due_at AS pixel, fit_due_at AS fit FROM shop WHERE shop_id = $1"),
  ).toEqual({ pixel: NOW, fit: NOW });
});

test("what the database does not take holds nothing up, and is taken once it can be", async () => {
  const { pool, shopId } = shop;
  // Stands for a rule of ours that an event slipped through.
  await pool.query(
    `ALTER TABLE customer ADD CONSTRAINT "poison" CHECK (customer_id NOT IN ('3', '4'))`,
  );
  for (const id of [1, 2, 3, 4, 5])
    await shop.tell("customers/create", NOW, { id, created_at: iso(NOW), updated_at: iso(NOW) });
  const ingest = () => ingestPastFaults({ pool, shopId, now: NOW, limit: 500 });
  const leftOut: number[] = [];
  for (let told = await ingest(); told.outcome !== "nothing-pending"; told = await ingest())
    if (told.outcome === "left-out") leftOut.push(told.rawEventId);
  const ids =
    "SELECT array_agg(customer_id ORDER BY customer_id) AS ids FROM customer WHERE shop_id = $1";
  expect(await readOne(ids)).toEqual({ ids: ["1", "2", "5"] });
  const { rows } = await pool.query<{ id: number; error: string }>(
    "SELECT raw_event_id AS id, error FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL ORDER BY 1",
    [shopId],
  );
  expect(rows.map(({ id }) => id)).toEqual(leftOut);
  expect(rows.map(({ error }) => error)).toEqual(Array(2).fill("The database refused it (23514)"));

  await pool.query(`ALTER TABLE customer DROP CONSTRAINT "poison"`);
  for (const rawEventId of leftOut)
    expect(await outcomeOf({ retry: "unreadable", rawEventId })).toBe("retried");
  expect(await ingest()).toEqual({ outcome: "ingested", events: 2 });
  expect(await readOne(ids)).toEqual({ ids: ["1", "2", "3", "4", "5"] });
});

test("a table that is not there is no event's fault", async () => {
  const { pool, shopId } = shop;
  await shop.tell("customers/create", NOW, { id: 1, created_at: iso(NOW), updated_at: iso(NOW) });
  await pool.query("ALTER TABLE customer RENAME TO elsewhere");
  await expect(ingestPastFaults({ pool, shopId, now: NOW, limit: 500 })).rejects.toThrow(
    "customer",
  );
  await pool.query("ALTER TABLE elsewhere RENAME TO customer");
  expect(await readOne("SELECT 1 FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL")).toBe(
    undefined,
  );
});

test("another shop's event is not read again", async () => {
  const { pool, shopId } = shop;
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at, error)
     VALUES ($1, 'webhook', 't', $2, '{"id":1}', $2, 'why') RETURNING raw_event_id AS id`,
    [shopId + 1_000_000, new Date(NOW)],
  );
  const rawEventId = rows[0]?.id ?? 0;
  expect(await outcomeOf({ retry: "unreadable", rawEventId })).toBe("nothing-failed");
});

test.each([{ retry: "told" }, { retry: "told", announcementId: "x" }, { retry: "all" }, {}])(
  "a form that asks for nothing is no retry: %j",
  (form) => {
    expect(ActivityRetrySchema.safeParse(form).success).toBe(false);
  },
);

test("work that fails again and again is one line an hour, with the sum and the last reason", async () => {
  const { pool, shopId } = shop;
  let now = NOW;
  const failures: string[] = [];
  const notes = createActivityNotes({
    pool,
    clock: () => now,
    onFailure: (why) => failures.push(why),
  });
  const failed = { shopId, subject: "score", outcome: "retrying", count: 1 } as const;
  for (let second = 0; second < 90; second += 1) {
    now = NOW + second * 1000;
    notes.note({ ...failed, reason: `try ${second} ${"x".repeat(1000)}` });
    if (second % 30 === 0) await notes.flush();
  }
  now = NOW + HOUR_MS;
  notes.note({ ...failed, reason: null });
  await notes.stop();
  const filter = {
    kind: "scoring",
    outcome: null,
    customerId: null,
    from: null,
    to: null,
  } as const;
  const { entries } = await listActivity({ shopId, filter, now }, pool);
  expect(failures).toEqual([]);
  expect(entries.map(({ at, what }) => ({ at, ...what }))).toEqual([
    { at: NOW + HOUR_MS, type: "noted", subject: "score", count: 1, reason: null },
    {
      ...{ at: NOW + 89_000, type: "noted", subject: "score", count: 90 },
      reason: expect.stringMatching(/^try 89 x{293}$/),
    },
  ]);
});

test("of a shop that has uninstalled nothing is noted", async () => {
  const { pool, shopId } = shop;
  await markUninstalled(pool, shopId, NOW);
  const notes = createActivityNotes({ pool, clock: () => NOW, onFailure: () => undefined });
  notes.note({ shopId, subject: "score", outcome: "done", count: 1, reason: null });
  await notes.stop();
  expect(await readOne("SELECT 1 FROM activity WHERE shop_id = $1")).toBeUndefined();
});
