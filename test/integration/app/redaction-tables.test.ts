import { expect, test } from "vitest";
import { eraseCustomer, eraseShop, SHOP_TABLES } from "../../../app/db/redaction.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { useAppPool } from "../../support/app-direct.ts";
import { readShopRows } from "../../support/app-rows.ts";
import { findColumns, findShopTables, plantRow } from "../../support/plant-rows.ts";

// By the schema itself, so that a table that is new is held to it from its migration on.
const app = useAppPool();

interface Person {
  customerId: string;
  orderId: string;
  profileId: number;
  clientId: string;
}

/** Numbers that stand for nothing else. */
const ADA: Person = {
  customerId: "710000001",
  orderId: "810000001",
  profileId: 910000001,
  clientId: "client-of-ada",
};
const BEA: Person = {
  customerId: "720000002",
  orderId: "820000002",
  profileId: 920000002,
  clientId: "client-of-bea",
};

/** What a column holds that names somebody, by its name. A person's first identity has their profile's number. */
const NAMING: Record<string, (person: Person) => unknown> = {
  customer_id: ({ customerId }) => customerId,
  order_id: ({ orderId }) => orderId,
  order_ids: ({ orderId }) => [orderId],
  client_id: ({ clientId }) => clientId,
  profile_id: ({ profileId }) => profileId,
  identity_id: ({ profileId }) => profileId,
  from_id: ({ profileId }) => profileId,
  to_id: ({ profileId }) => profileId,
  kept_id: ({ profileId }) => profileId,
  absorbed_id: ({ profileId }) => profileId,
};

/** And where its name does not say it. */
const SPECIAL: Record<string, (person: Person) => Record<string, unknown>> = {
  identity: ({ customerId }) => ({ kind: "customer", key: customerId }),
  dedupe: ({ customerId }) => ({ source: "backfill", key: `customers:${customerId}:1` }),
  fact: ({ orderId }) => ({ key: `orders:${orderId}` }),
  raw_event: ({ customerId }) => ({
    topic: "customers/update",
    wire: { id: customerId, inside: [{ customer: { id: customerId } }] },
  }),
};

/** Columns that sound of a person and name nobody: numbers of people. */
const COUNTING = new Set([
  "funnel_day.ordered",
  "funnel_day.ordered_unseen",
  "segment_sum.customers",
  "segment_sum.visitors",
  "shop_sum.customers",
]);
const SOUNDS_OF_A_PERSON =
  /customer|profile|identity|person|visitor|shopper|order|email|phone|client_id|first_name|last_name|address$/;

async function plant(shopId: number, person: Person): Promise<Set<string>> {
  const naming = new Set<string>();
  for (const table of await findShopTables(app.pool)) {
    const columns = await findColumns(app.pool, table);
    const named = columns.filter((column) => column in NAMING);
    const given = {
      ...Object.fromEntries(named.map((column) => [column, NAMING[column]?.(person)])),
      ...SPECIAL[table]?.(person),
    };
    if (Object.keys(given).length === 0) continue;
    naming.add(table);
    await plantRow(app.pool, table, { shop_id: shopId, ...given });
  }
  // Besides the customer, by whom the person is asked for.
  const { profileId, clientId } = person;
  const client = { kind: "client", key: clientId, profile_id: profileId };
  await plantRow(app.pool, "identity", { shop_id: shopId, ...client });
  return naming;
}

const tracesOf = async (shopId: number, person: Person): Promise<string[]> => {
  const needles = Object.values(person).map(String);
  const rows = await readShopRows(app.pool, shopId);
  return rows
    .filter(({ text }) => needles.some((needle) => text.includes(needle)))
    .map(({ table }) => table);
};

test("of every column that sounds of a person it is known what it holds", async () => {
  const unknown: string[] = [];
  for (const table of await findShopTables(app.pool)) {
    for (const column of await findColumns(app.pool, table)) {
      const isKnown = column in NAMING || COUNTING.has(`${table}.${column}`);
      if (SOUNDS_OF_A_PERSON.test(column) && !isKnown) unknown.push(`${table}.${column}`);
    }
  }
  expect(unknown).toEqual([]);
});

test("a customer who stands in every table that can name one is erased from each, and nobody else is", async () => {
  await plantRow(app.pool, "shop", { shop_id: 1, domain: "one.myshopify.com" });
  await plantRow(app.pool, "shop", { shop_id: 2, domain: "two.myshopify.com" });
  const naming = await plant(1, ADA);
  expect(naming.size).toBeGreaterThan(20);
  await plant(1, BEA);
  // Shopify numbers customers over all shops; ours of profiles begin anew in each.
  await plant(2, ADA);
  expect(new Set(await tracesOf(1, ADA))).toEqual(naming);
  await inTransaction(app.pool, (db) =>
    eraseCustomer(db, 1, { customerId: ADA.customerId, orderIds: [], now: 0 }),
  );
  expect(await tracesOf(1, ADA)).toEqual([]);
  expect(new Set(await tracesOf(1, BEA))).toEqual(naming);
  expect(new Set(await tracesOf(2, ADA))).toEqual(naming);
});

test("a shop is erased from every table there is, and no other shop loses a row", async () => {
  expect([...SHOP_TABLES].toSorted()).toEqual(await findShopTables(app.pool));
  for (const table of await findShopTables(app.pool)) {
    for (const shopId of [3, 4]) {
      const domain = table === "shop" ? { domain: `${shopId}.myshopify.com` } : {};
      await plantRow(app.pool, table, { shop_id: shopId, ...domain });
    }
  }
  const others = await readShopRows(app.pool, 4);
  expect(others).toHaveLength(SHOP_TABLES.length);
  await inTransaction(app.pool, (db) => eraseShop(db, 3));
  expect(await readShopRows(app.pool, 3)).toEqual([]);
  expect(await readShopRows(app.pool, 4)).toEqual(others);
});
