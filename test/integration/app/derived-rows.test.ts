import { expect, test } from "vitest";
import { clearProfiles } from "../../../app/db/exclusions.ts";
import type { DueProfile } from "../../../app/db/due-profiles.ts";
import { removeEmptyProfiles, removeProfiles } from "../../../app/db/profiles.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { useAppPool } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import { findColumns, findShopTables, plantRow } from "../../support/plant-rows.ts";

// By the schema itself, so that a table that is new is held to it from its migration on.
const app = useAppPool();

const SHOP_ID = 1;
const customerOf = (profileId: number): string => `710000${profileId}`;
/** What is no part of a profile's own: who somebody is, and the histories of segments and of orders. */
const NEVER_DERIVED = ["identity", "membership_change", "rfm_change"];

async function findTablesOfProfiles(): Promise<string[]> {
  const found: string[] = [];
  for (const table of await findShopTables(app.pool)) {
    if ((await findColumns(app.pool, table)).includes("profile_id")) found.push(table);
  }
  return found;
}

/** Puts a row of the profile, and of its neighbor, into every table that can hold one. @returns where it has one after the work */
async function whatIsLeft(
  profileId: number,
  work: (profile: DueProfile) => Promise<void>,
  except: string[] = [],
): Promise<string[]> {
  const tables = (await findTablesOfProfiles()).filter((table) => !except.includes(table));
  expect(tables.length).toBeGreaterThan(5);
  for (const table of tables) {
    for (const id of [profileId, profileId + 1]) {
      const whose = { profile_id: id, customer_id: customerOf(id) };
      await plantRow(app.pool, table, { shop_id: SHOP_ID, ...whose });
    }
  }
  await work({
    ...{ profileId, customerId: customerOf(profileId), isCustomerDeleted: true },
    ...{ historyDay: null, levels: null },
    before: { intent: null, engagement: null, value: null, behavior: null },
  });
  const left: string[] = [];
  for (const table of tables) {
    const rowsOf = (id: number) =>
      count(app.pool, `FROM ${table} WHERE shop_id = $1 AND profile_id = $2`, [SHOP_ID, id]);
    if ((await rowsOf(profileId)) > 0) left.push(table);
    expect(await rowsOf(profileId + 1), table).toBe(1);
  }
  return left;
}

test("of a customer who was deleted in Shopify nothing stays that was derived", async () => {
  const left = await whatIsLeft(910, (profile) => removeProfiles(app.pool, SHOP_ID, [profile]));
  expect(left).toEqual(NEVER_DERIVED);
});

test("of a profile that became part of another nothing stays that was derived", async () => {
  const work = ({ profileId }: DueProfile) =>
    removeEmptyProfiles(app.pool, SHOP_ID, [profileId, profileId + 1]);
  // Nobody's id belongs to the one any more, and somebody's to the other.
  await plantRow(app.pool, "identity", { shop_id: SHOP_ID, profile_id: 921 });
  expect(await whatIsLeft(920, work, ["identity"])).toEqual(["membership_change", "rfm_change"]);
});

test("of who is left out nothing stays that was derived, and the profile stays", async () => {
  const work = ({ profileId }: DueProfile) =>
    inTransaction(app.pool, (db) =>
      clearProfiles(db, SHOP_ID, { profileIds: [profileId], now: 0 }),
    );
  expect(await whatIsLeft(930, work)).toEqual([
    "announcement",
    "identity",
    "membership_change",
    "profile",
  ]);
});
