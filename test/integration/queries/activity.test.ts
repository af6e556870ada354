import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addActivities } from "../../../app/db/activities.ts";
import { addIntake } from "../../../app/db/intake.ts";
import { createPool } from "../../../app/db/pool.server.ts";
import type { ActivityEntry, ActivityFilter } from "../../../app/queries/activity-entry.ts";
import { listActivity } from "../../../app/queries/list-activity.ts";
import { filterOf, readActivityChoice } from "../../../app/queries/read-activity-filter.ts";
import { useDatabase } from "../../support/database.ts";
import { addChange, createShop, NOW } from "./shop-fixture.ts";

const database = useDatabase();
let db: pg.Pool;
let shopCount = 0;
const newShop = () => createShop(db, `activity-${(shopCount += 1)}.myshopify.com`);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ALL: ActivityFilter = { kind: null, outcome: null, customerId: null, from: null, to: null };

beforeAll(() => {
  db = createPool({ connectionString: database.url, max: 4 });
});
afterAll(() => db.end());

/** One line or more of every log, all within the last days. */
async function fillLogs(shopId: number): Promise<void> {
  await db.query(
    `INSERT INTO tag_write (shop_id, customer_id, added, removed, repaired, cause, written_at)
     SELECT $1, (i % 7)::text, ARRAY['kindling:vip'], '{}', '{}', 'segments', $2::timestamptz - (i / 3) * interval '1 minute'
     FROM generate_series(1, 40) AS i`,
    [shopId, new Date(NOW)],
  );
  await db.query(
    `INSERT INTO announcement (shop_id, target, profile_id, customer_id, body, at, done_at, outcome, error)
     SELECT $1, CASE WHEN i % 2 = 0 THEN 'flow' ELSE 'klaviyo' END, i, (i % 7)::text,
       '{"kind":"entered","segment":{"handle":"vip","name":"VIP"},"reason":"because"}', $2,
       $2::timestamptz - i * interval '2 minutes',
       (ARRAY['sent', 'refused', 'left-out'])[1 + i % 3], CASE WHEN i % 3 = 1 THEN 'Klaviyo answered 400' END
     FROM generate_series(1, 20) AS i`,
    [shopId, new Date(NOW)],
  );
  await addIntake(
    db,
    [0, 1, 2, 3].flatMap((minutes) =>
      (["rejected", "ignored", "accepted"] as const).map((outcome) => ({
        shopId,
        source: "webhook",
        minute: Math.floor(NOW / MINUTE_MS) - minutes,
        outcome,
        reason: outcome === "accepted" ? "" : "no-consent",
        count: minutes + 1,
      })),
    ),
  );
  await db.query(
    `INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at, error)
     VALUES ($1, 'webhook', 'orders/create', $2, '{"id":1}', $2, 'id: expected text'),
       ($1, 'backfill', 'orders', $2, '{}', $2, 'id: expected text')`,
    [shopId, new Date(NOW - 3 * MINUTE_MS)],
  );
  await db.query(
    `INSERT INTO backfill (shop_id, resource, loaded, started_at, finished_at) VALUES ($1, 'orders', 12, $2, $2)`,
    [shopId, new Date(NOW - 5 * MINUTE_MS)],
  );
  await db.query(
    `INSERT INTO segment_version (shop_id, segment_id, version, definition, published_at)
     VALUES ($1, 1, 1, '{}', $2), ($1, 1, 2, '{}', $2)`,
    [shopId, new Date(NOW - 4 * MINUTE_MS)],
  );
  const note = { shopId, hour: Math.floor(NOW / HOUR_MS), at: NOW - 1000, count: 2 };
  await addActivities(db, [
    { ...note, kind: "metafields", subject: "metafields", outcome: "done", reason: null },
    { ...note, kind: "pixel", subject: "pixel", outcome: "retrying", reason: "Access denied" },
  ]);
}

async function readAll(
  shopId: number,
  filter: ActivityFilter,
  limit: number,
): Promise<ActivityEntry[]> {
  const found: ActivityEntry[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await listActivity({ shopId, filter, now: NOW, after, limit }, db);
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    found.push(...page.entries);
    if (page.next === null) return found;
    after = page.next;
  }
}

const LINES = 40 + 20 + 8 + 2 + 1 + 2 + 2;

test("pages of any size hold every line of every log once, newest first", async () => {
  const shopId = await newShop();
  await fillLogs(shopId);
  await fillLogs(await newShop());
  const whole = await readAll(shopId, ALL, 500);
  expect(whole).toHaveLength(LINES);
  expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).toSorted((a, b) => b - a));
  expect(new Set(whole.map(({ cursor }) => cursor)).size).toBe(LINES);
  for (const limit of [1, 2, 3, 25]) {
    expect((await readAll(shopId, ALL, limit)).map(({ cursor }) => cursor)).toEqual(
      whole.map(({ cursor }) => cursor),
    );
  }
});

test("going back from a page gives the page before, line by line", async () => {
  const shopId = await newShop();
  await fillLogs(shopId);
  const ask = (at: { after?: string | undefined; before?: string | undefined }) =>
    listActivity({ shopId, filter: ALL, now: NOW, limit: 10, ...at }, db);
  const first = await ask({});
  const second = await ask({ after: first.next ?? "" });
  const third = await ask({ after: second.next ?? "" });
  expect(first.previous).toBeNull();
  expect((await ask({ before: third.previous ?? "" })).entries).toEqual(second.entries);
  const back = await ask({ before: second.previous ?? "" });
  expect(back.entries).toEqual(first.entries);
  expect(back.previous).toBeNull();
});

test("every filter gives what filtering all lines by hand gives", async () => {
  const shopId = await newShop();
  await fillLogs(shopId);
  const whole = await readAll(shopId, ALL, 500);
  for (const kind of [null, "tags", "klaviyo", "intake", "pixel", "segments"] as const) {
    for (const outcome of [null, "done", "failed", "ignored", "retrying"] as const) {
      for (const customerId of [null, "3"]) {
        for (const from of [null, NOW - 6 * MINUTE_MS]) {
          const filter = { kind, outcome, customerId, from, to: null };
          const expected = whole.filter(
            (entry) =>
              (kind === null || entry.kind === kind) &&
              (outcome === null || entry.outcome === outcome) &&
              (customerId === null || entry.customerId === customerId) &&
              (from === null || entry.at >= from),
          );
          expect(await readAll(shopId, filter, 7)).toEqual(expected);
        }
      }
    }
  }
});

test("a write of tags names the change of membership that led to it", async () => {
  const shopId = await newShop();
  await addChange(db, shopId, {
    ...{ segmentId: 1, profileId: 1, customerId: "1", entered: true, at: NOW - HOUR_MS },
  });
  await fillLogs(shopId);
  const [entry] = await readAll(shopId, { ...ALL, kind: "tags", customerId: "1" }, 500);
  expect(entry?.what).toMatchObject({
    type: "tag-write",
    segment: { handle: "vip", name: "VIP", entered: true, reason: "because" },
  });
});

test("what is noted of one hour is one line, with the sum and the last reason", async () => {
  const shopId = await newShop();
  const note = {
    shopId,
    kind: "pixel",
    subject: "pixel",
    outcome: "retrying",
    count: 1,
    hour: 5,
  } as const;
  await addActivities(db, [{ ...note, at: 5 * HOUR_MS, reason: "first" }]);
  await addActivities(db, [{ ...note, at: 5 * HOUR_MS + 9, reason: "last" }]);
  expect(await readAll(shopId, ALL, 10)).toEqual([
    expect.objectContaining({
      at: 5 * HOUR_MS + 9,
      what: { type: "noted", subject: "pixel", count: 2, reason: "last" },
    }),
  ]);
});

test("what an address does not name, or names wrongly, does not narrow", () => {
  const read = (query: string) => readActivityChoice(new URLSearchParams(query));
  const none = { kind: null, outcome: null, customer: null, days: null };
  expect(read("")).toEqual(none);
  expect(read("kind=all&outcome=no&customer=abc&days=2")).toEqual(none);
  expect(read("kind=tags&outcome=done&customer=77&days=7")).toEqual({
    ...{ kind: "tags", outcome: "done", customer: "77", days: 7 },
  });
  expect(filterOf(read("days=7"), NOW).from).toBe(NOW - 7 * DAY_MS);
});

test("a cursor that is none gives the newest page", async () => {
  const shopId = await newShop();
  await fillLogs(shopId);
  const newest = await listActivity({ shopId, filter: ALL, now: NOW }, db);
  for (const after of ["", "%%%", "W10", "a".repeat(1000)]) {
    expect(await listActivity({ shopId, filter: ALL, now: NOW, after }, db)).toEqual(newest);
  }
});
