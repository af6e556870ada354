import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../../app/db/pool.server.ts";
import { listCustomers, type CustomerList } from "../../../app/queries/list-customers.ts";
import { useDatabase } from "../../support/database.ts";
import { addMember, addProfile, createShop } from "./shop-fixture.ts";

const database = useDatabase();
let db: pg.Pool;
let shopId: number;

/** By profile number: ties at 50, and two of whom nothing is known. */
const BEHAVIORS = [50, 90, 50, null, 50, 10, null].map((points) =>
  points === null ? null : points * 1_000_000,
);
/** Ties by profile, the later one first. */
const IN_ORDER = ["702", "705", "703", "701", "706", "707", "704"];

beforeAll(async () => {
  db = createPool({ connectionString: database.url, max: 4 });
  shopId = await createShop(db, "list.myshopify.com");
  for (const [index, behavior] of BEHAVIORS.entries()) {
    await addProfile(db, shopId, { profileId: index + 1, customerId: `70${index + 1}`, behavior });
  }
  await addProfile(db, shopId, { profileId: 50, customerId: null, behavior: 99_000_000 });
  await addMember(db, shopId, { segmentId: 1, profileId: 6 });
  await addMember(db, shopId, { segmentId: 2, profileId: 6 });
  const other = await createShop(db, "other.myshopify.com");
  await addProfile(db, other, { profileId: 1, customerId: "999", behavior: 1 });
});
afterAll(() => db.end());

const list = (filter: Partial<CustomerList> = {}) =>
  listCustomers({ shopId, sort: "behavior", limit: 3, ...filter }, db);

test("the highest score comes first, unknown last, and visitors are left out", async () => {
  const { customers } = await list({ limit: 20 });
  expect(customers.map(({ customerId }) => customerId)).toEqual(IN_ORDER);
});

test("pages forward meet every customer once, ties and unknown scores included", async () => {
  const seen: string[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 10; pages += 1) {
    const page = await list({ after });
    seen.push(...page.customers.map(({ customerId }) => customerId));
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen).toEqual(IN_ORDER);
});

test("going back gives the page that was before", async () => {
  const first = await list();
  const second = await list({ after: first.next ?? "" });
  const back = await list({ before: second.previous ?? "" });
  expect(back.customers).toEqual(first.customers);
  expect(back).toMatchObject({ previous: null, next: first.next });
});

test("the first page has no page before it and the last none after it", async () => {
  expect((await list()).previous).toBeNull();
  expect((await list({ limit: 7 })).next).toBeNull();
});

test("a search is the beginning of an id, and wildcards in it mean nothing", async () => {
  expect((await list({ idPrefix: "702" })).customers).toHaveLength(1);
  expect((await list({ idPrefix: "%702_" })).customers).toHaveLength(1);
  expect((await list({ idPrefix: "02" })).customers).toEqual([]);
});

test("a beginning that more than a thousand ids have finds the same, page by page", async () => {
  const crowd = await createShop(db, "crowd.myshopify.com");
  await db.query(
    `INSERT INTO customer (shop_id, customer_id, created_at, source_updated_at)
     SELECT $1, (80000 + number)::text, now(), now() FROM generate_series(1, 1001) AS number`,
    [crowd],
  );
  const scored = ["80002", "80007", "80004", "90001"];
  for (const [index, customerId] of scored.entries())
    await addProfile(db, crowd, { profileId: index + 1, customerId, behavior: index });
  const find = async (idPrefix: string, after?: string) => {
    const page = await listCustomers(
      { shopId: crowd, sort: "behavior", limit: 2, idPrefix, after },
      db,
    );
    return { ids: page.customers.map(({ customerId }) => customerId), next: page.next };
  };
  const first = await find("8");
  expect(first.ids).toEqual(["80004", "80007"]);
  expect(await find("8", first.next ?? "")).toEqual({ ids: ["80002"], next: null });
  expect((await find("80002")).ids).toEqual(["80002"]);
});

test("the other way around the lowest score comes first, and unknown still last, forward and back", async () => {
  const known = ["706", "701", "703", "705", "702"];
  const first = await list({ order: "asc", limit: 4 });
  const second = await list({ order: "asc", limit: 4, after: first.next ?? "" });
  const seen = [...first.customers, ...second.customers].map(({ customerId }) => customerId);
  expect(seen.slice(0, 5)).toEqual(known);
  expect(new Set(seen.slice(5))).toEqual(new Set(["704", "707"]));
  const back = await list({ order: "asc", limit: 4, before: second.previous ?? "" });
  expect(back.customers).toEqual(first.customers);
});

test("every column orders the list, and pages of it meet everybody once", async () => {
  for (const sort of ["intent", "value", "lastSeenAt", "chance", "worth"] as const) {
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await list({ sort, limit: 2, after });
      seen.push(...page.customers.map(({ customerId }) => customerId));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen.toSorted()).toEqual(IN_ORDER.toSorted());
  }
});

test("predictions are ordered by their values, and filters take away who does not fit", async () => {
  const tell = (profileId: number, chance: number, group: string) =>
    db.query(
      `UPDATE profile SET outlook = $3, rfm_group = $4, last_seen_at = $5 WHERE shop_id = $1 AND profile_id = $2`,
      [
        shopId,
        profileId,
        JSON.stringify({ month: { value: chance }, lifetimeValue: { meanMinor: 100 * chance } }),
        group,
        new Date(profileId * 86_400_000),
      ],
    );
  await tell(1, 0.2, "loyal");
  await tell(4, 0.9, "lost");
  const idsOf = async (filter: Partial<CustomerList>) =>
    (await list({ limit: 20, ...filter })).customers.map(({ customerId }) => customerId);
  expect((await idsOf({ sort: "chance" })).slice(0, 2)).toEqual(["704", "701"]);
  expect((await idsOf({ sort: "worth", order: "asc" })).slice(0, 2)).toEqual(["701", "704"]);
  expect(await idsOf({ group: "lost" })).toEqual(["704"]);
  expect(await idsOf({ seenSince: 3 * 86_400_000 })).toEqual(["704"]);
  expect(await idsOf({ quietSince: 3 * 86_400_000 })).toEqual(["701"]);
  expect(await idsOf({ ranges: { behavior: [10, 49] } })).toEqual(["706"]);
  expect(await idsOf({ ids: ["702", "707", "999"] })).toEqual(["702", "707"]);
  await db.query(
    `INSERT INTO customer_exclusion (shop_id, customer_id, excluded_at) VALUES ($1, '703', now())`,
    [shopId],
  );
  expect(await idsOf({ isExcluded: true })).toEqual(["703"]);
  await db.query(
    `INSERT INTO customer_consent (shop_id, customer_id, channel, state, source_updated_at)
     VALUES ($1, '702', 'email', 'subscribed', now()), ($1, '701', 'email', 'unsubscribed', now())`,
    [shopId],
  );
  expect(await idsOf({ consent: "email" })).toEqual(["702"]);
});

test("a segment filters, and says since when and why", async () => {
  const { customers } = await list({ segment: "vip" });
  expect(customers).toMatchObject([
    {
      customerId: "706",
      reason: "because",
      segments: [
        { handle: "vip", name: "VIP" },
        { handle: "high-intent", name: "High intent" },
      ],
    },
  ]);
  expect((await list({ segment: "nothing" })).customers).toEqual([]);
});

test("a cursor that nobody gave out is the first page", async () => {
  const first = await list();
  expect(await list({ after: "1; DROP TABLE profile" })).toEqual(first);
});
