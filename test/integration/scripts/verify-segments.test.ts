import { expect, test } from "vitest";
import { drawCase } from "../../../scripts/verify/segments/draw-case.ts";
import {
  checkStored,
  withoutOutlooks,
} from "../../../scripts/verify/segments/stored/check-stored.ts";
import { checkInSteps, plainly } from "../../../scripts/verify/segments/stored/check-in-steps.ts";
import { openStoredShop } from "../../../scripts/verify/segments/stored/open-shop.ts";
import { useAppPool } from "../../support/app-direct.ts";

const app = useAppPool();

test("what is stored of simulated customers is what the naive evaluator says, at every instant", async () => {
  const { world, definitions } = drawCase("short", { customers: 60, days: 14, definitions: 10 });
  // Visitors, some of whom log in, and customers, some of them with orders of before.
  const persons = world.persons.slice(6, 10);
  expect(persons.filter(({ logInAt, bornAt }) => logInAt !== null && bornAt !== null)).not.toEqual(
    [],
  );
  const lived = withoutOutlooks({ ...world, persons });
  const shop = await openStoredShop(lived, {
    pool: app.pool,
    domain: "verify.myshopify.com",
    definitions,
  });
  const tally = await checkStored(lived, { shop, definitions, say: () => undefined });
  expect(tally).toMatchObject({ differences: 0, lateExits: 0, shown: [] });
  expect(tally.checked).toBeGreaterThan(2000);
  expect(tally.entries).toBeGreaterThan(20);
  expect(tally.dues).toBeGreaterThan(100);
}, 120_000);

test("what is stored after steps of some hours is what the naive evaluator says, of merged customers and of guests too", async () => {
  const drawn = drawCase("nine", { customers: 60, days: 14, definitions: 10 });
  const merged = drawn.world.persons.flatMap(({ index, mergedInto }) =>
    mergedInto === null ? [] : [index, mergedInto.index],
  );
  const persons = drawn.world.persons.filter(
    ({ index, guestOrder }) => merged.includes(index) || guestOrder !== null || index < 10,
  );
  expect(merged).not.toEqual([]);
  expect(persons.some(({ guestOrder }) => guestOrder !== null)).toBe(true);
  const lived = withoutOutlooks({ ...drawn.world, persons });
  const definitions = plainly(drawn.definitions);
  const domain = "verify-steps.myshopify.com";
  const shop = await openStoredShop(lived, { pool: app.pool, domain, definitions });
  const tally = await checkInSteps(lived, { shop, definitions, say: () => undefined });
  expect(tally).toMatchObject({ differences: 0, shown: [] });
  expect(tally.checked).toBeGreaterThan(2000);
  expect(tally.dues).toBeGreaterThan(10);
}, 120_000);
