import { beforeAll, expect, test } from "vitest";
import { findBeforeLatest, findMarked, marksOf } from "../../../app/db/marked-raw-events.ts";
import type { PersonIds } from "../../../app/db/person-ids.ts";
import { IS_OF_PERSON, personValues } from "../../../app/db/raw-events-of-person.ts";
import { useAppPool } from "../../support/app-direct.ts";
import { plantRow } from "../../support/plant-rows.ts";

const app = useAppPool();

const ADA: PersonIds = {
  identities: [
    { kind: "customer", key: "710" },
    { kind: "user", key: "page" },
    { kind: "email", key: "hash-of-ada" },
    { kind: "order", key: "810" },
    { kind: "client", key: 'client "of" ada' },
    { kind: "cart", key: "cart-of-ada" },
  ],
  customerIds: ["710"],
  orderIds: ["810", "811"],
};
const BEA: PersonIds = {
  identities: [
    { kind: "customer", key: "720" },
    { kind: "user", key: "810" },
    { kind: "cart", key: "page" },
  ],
  customerIds: ["720"],
  orderIds: ["820"],
};

/** Whose each is. */
const EVENTS: [ada: boolean, bea: boolean, source: string, topic: string, wire: unknown][] = [
  [true, false, "webhook", "customers/update", { id: "710" }],
  [false, false, "webhook", "customers/update", { id: 710 }],
  [false, false, "webhook", "customers/update", { "710": "id" }],
  [true, false, "backfill", "orders", { customer: { id: "gid://shopify/Customer/710" } }],
  [true, true, "webhook", "customers/merge", { deep: [[{ ids: ["720", ["710"]] }]] }],
  [true, false, "webhook", "orders/updated", { id: "811", customer: null }],
  [true, false, "webhook", "orders/updated", { id: 811 }],
  [true, false, "backfill", "orders", { id: "810" }],
  [false, true, "webhook", "refunds/create", { id: "810", order_id: "820" }],
  [true, false, "webhook", "refunds/create", { id: "1", order_id: 810 }],
  [false, false, "webhook", "carts/update", { id: "810", order_id: "811" }],
  [true, false, "proxy", "browse_events", { clientId: 'client "of" ada', events: [] }],
  [false, true, "proxy", "browse_events", { clientId: "other", cartToken: "page" }],
  [true, false, "api", "message", { kind: "other", ids: [{ kind: "user", key: "page" }] }],
  [false, true, "api", "message", { ids: [{ kind: "user", key: "810" }] }],
  [true, false, "klaviyo", "event", { ids: [{ kind: "order", key: "810" }] }],
  [true, false, "api", "message", { ids: [{ kind: "email", key: "hash-of-ada" }] }],
  [false, false, "api", "message", { ids: [{ kind: "client", key: "somebody" }] }],
  [false, false, "backfill", "orders", {}],
  [false, false, "webhook", "shop/update", "710x"],
];
/** A word of Bea's as a cart is a word of Ada's as a user: anywhere, it is Bea's. */
const OF_BEA_TOO = [13];

beforeAll(async () => {
  await plantRow(app.pool, "shop", { shop_id: 1, domain: "one.myshopify.com" });
  for (const [index, [, , source, topic, wire]] of EVENTS.entries())
    await app.pool.query(
      `INSERT INTO raw_event (shop_id, raw_event_id, source, topic, received_at, wire)
       VALUES (1, $1, $2, $3, '2026-11-20', $4)`,
      [index + 1, source, topic, JSON.stringify(wire)],
    );
});

const isOf = async (person: PersonIds): Promise<number[]> => {
  const { rows } = await app.pool.query<{ id: number }>(
    `SELECT raw_event_id AS id FROM raw_event WHERE shop_id = $1 AND ${IS_OF_PERSON} ORDER BY 1`,
    [1, ...personValues(person)],
  );
  return rows.map(({ id }) => id);
};

test.each([1, 3, 100])(
  "of many people it is found what is each one's, %i events at once",
  async (limit) => {
    const people: PersonIds = {
      identities: [...ADA.identities, ...BEA.identities],
      customerIds: [...ADA.customerIds, ...BEA.customerIds],
      orderIds: [...ADA.orderIds, ...BEA.orderIds],
    };
    const found: { rawEventId: number; mark: string }[] = [];
    for (let after: number | null = 0; after !== null;) {
      const asked = { people, after, until: 1000, limit };
      const page: Awaited<ReturnType<typeof findMarked>> = await findMarked(app.pool, 1, asked);
      found.push(...page.found);
      after = page.last;
    }
    for (const [place, person] of [ADA, BEA].entries()) {
      const marks = new Set(marksOf(person));
      const ids = new Set(found.filter(({ mark }) => marks.has(mark)).map((row) => row.rawEventId));
      const expected = EVENTS.flatMap((event, index) =>
        event[place] === true || (place === 1 && OF_BEA_TOO.includes(index)) ? [index + 1] : [],
      );
      expect([...ids].toSorted((a, b) => a - b)).toEqual(expected);
      expect(await isOf(person)).toEqual(expected);
    }
  },
);

test("it is looked up to an event and after another, and no further", async () => {
  const asked = { people: ADA, after: 1, until: 5, limit: 100 };
  const { found, last } = await findMarked(app.pool, 1, asked);
  expect(new Set(found.map(({ rawEventId }) => rawEventId))).toEqual(new Set([4, 5]));
  expect(last).toBe(5);
  expect(await findMarked(app.pool, 1, { ...asked, after: 5 })).toEqual({ found: [], last: null });
  expect(await findMarked(app.pool, 2, asked)).toEqual({ found: [], last: null });
});

test("the latest events are left out", async () => {
  expect(await findBeforeLatest(app.pool, 1, 4)).toBe(EVENTS.length - 4);
  expect(await findBeforeLatest(app.pool, 1, EVENTS.length)).toBe(0);
});
