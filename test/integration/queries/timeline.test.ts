import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../../app/db/pool.server.ts";
import { readPersonFile } from "../../../app/queries/read-person-file.ts";
import { readTimeline, type Timeline } from "../../../app/queries/read-timeline.ts";
import { SLOT_MS } from "../../../app/pipeline/shared/time.ts";
import { useDatabase } from "../../support/database.ts";
import { addProfile, createShop, NOW } from "./shop-fixture.ts";

const database = useDatabase();
let db: pg.Pool;
let shopId: number;
const MINUTE = 60_000;

/** A customer with a browser of theirs, which another customer has used since an hour ago. */
beforeAll(async () => {
  db = createPool({ connectionString: database.url, max: 4 });
  shopId = await createShop(db, "timeline.myshopify.com");
  await addProfile(db, shopId, { profileId: 1, customerId: "701" });
  await db.query(
    `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id, counts_until)
     VALUES ($1, 1, 'customer', '701', 1, NULL), ($1, 2, 'client', 'browser', 1, $2)`,
    [shopId, Math.floor((NOW - 60 * MINUTE) / SLOT_MS)],
  );
  await db.query(
    `INSERT INTO product (shop_id, product_id, title, source_updated_at) VALUES ($1, '9', 'Mug', now())`,
    [shopId],
  );
  await db.query(
    `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, is_test, source_updated_at)
     VALUES ($1, '500', '701', $2, 'EUR', 1900, false, now())`,
    [shopId, new Date(NOW - 300 * MINUTE)],
  );
  const tell = (
    key: string,
    identityId: number,
    signal: string,
    at: number,
    about: string | null,
  ) =>
    db.query(
      `INSERT INTO fact (shop_id, key, identity_id, signal, trust, occurred_at, value, about)
       VALUES ($1, $2, $3, $4, 'signed', $5, 0, $6)`,
      [shopId, key, identityId, signal, new Date(at), about],
    );
  await tell("order:500:placed", 1, "order_placed", NOW - 300 * MINUTE, null);
  for (let look = 0; look < 60; look += 1) {
    await tell(`look ${look}`, 2, "product_viewed", NOW - (301 + look) * MINUTE, "product:9");
  }
  await tell("another's", 2, "product_viewed", NOW - MINUTE, "product:9");
  await tell("email", 1, "email_clicked", NOW - 2 * MINUTE, null);
});
afterAll(() => db.end());

const keysOf = (timeline: Timeline): string[] =>
  timeline.visits.flatMap(({ events }) => events.map(({ key }) => key));
const read = (asked: Partial<Parameters<typeof readTimeline>[0]> = {}) =>
  readTimeline({ shopId, profileId: 1, channel: null, ...asked }, db);

test("pages of all that a person did meet every event once, the newest first, and lead back", async () => {
  const first = await read();
  const second = await read({ after: first.next ?? "" });
  const all = [...keysOf(first), ...keysOf(second)];
  expect(all).toHaveLength(62);
  expect(all.slice(0, 3)).toEqual(["email", "order:500:placed", "look 0"]);
  expect(new Set(all).size).toBe(62);
  // What somebody else did on the browser is not theirs.
  expect(all).not.toContain("another's");
  expect([first.previous, second.next]).toEqual([null, null]);
  expect(keysOf(await read({ before: second.previous ?? "" }))).toEqual(keysOf(first));
});

test("an event says what it was about, an order what it came to, and a channel leaves the others out", async () => {
  const [, visit] = (await read()).visits;
  expect(visit?.events.slice(0, 2)).toMatchObject([
    { signal: "order_placed", orderId: "500", amountMinor: 1900, currency: "EUR", thing: null },
    { signal: "product_viewed", thing: "Mug", amountMinor: null },
  ]);
  expect(keysOf(await read({ channel: "email" }))).toEqual(["email"]);
  expect(keysOf(await read({ channel: "sms" }))).toEqual([]);
});

test("the file of a person holds what is kept of them, and of nobody else", async () => {
  // Longer than an instant in ms, of which it could else be a part.
  const somebodyElse = "99900099900099";
  await addProfile(db, shopId, { profileId: 50, customerId: somebodyElse });
  const named = (customerId: string) => ({ customerId, orderIds: [] });
  const file = await readPersonFile({ shopId, named: named("701"), now: NOW }, db);
  expect(file?.about.customerId).toBe("701");
  expect(file?.tables["fact"]).toHaveLength(63);
  expect(file?.tables["customer_order"]).toMatchObject([{ order_id: "500", total_minor: 1900 }]);
  expect(file?.tables["identity"]).toHaveLength(2);
  expect(JSON.stringify(file)).not.toContain(somebodyElse);
  expect(await readPersonFile({ shopId, named: named("404"), now: NOW }, db)).toBeNull();
});
