import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../../app/db/pool.server.ts";
import { listCustomers, type CustomerFilter } from "../../../app/queries/list-customers.ts";
import { useDatabase } from "../../support/database.ts";
import { addMember, addProfile, createShop } from "./shop-fixture.ts";

const database = useDatabase();
let db: pg.Pool;
let shopId: number;

/** By profile number: ties at 50, and two of whom nothing is known. */
const BEHAVIORS = [50, 90, 50, null, 50, 10, null].map((points) =>
  points === null ? null : points * 1_000_000,
);
const IN_ORDER = ["702", "701", "703", "705", "706", "704", "707"];

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

const list = (filter: Partial<CustomerFilter> = {}) =>
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
  expect((await list({ search: "702" })).customers).toHaveLength(1);
  expect((await list({ search: "%702_" })).customers).toHaveLength(1);
  expect((await list({ search: "02" })).customers).toEqual([]);
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
