import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { checkErasures } from "../../../scripts/chaos/invariants/check-erasures.ts";
import { readNames } from "../../../scripts/chaos/invariants/read-names.ts";
import { createLedger } from "../../../scripts/chaos/traffic/ledger.ts";
import { addShop } from "../../support/app-direct.ts";
import { useDatabase } from "../../support/database.ts";
import { plantRow } from "../../support/plant-rows.ts";

const database = useDatabase();
const CUSTOMER = "7000000000123";

async function openBook(domain: string) {
  const shopId = await addShop(database.pool, domain, { now: Date.now() });
  const acknowledged = new Map<string, Set<string>>();
  const ledger = createLedger();
  const check = async () =>
    checkErasures(database.pool, {
      ...{ open: { shopId, domain }, book: ledger.of(0) },
      door: { acknowledgedErasures: acknowledged },
      rows: await readNames(database.pool),
    });
  const receive = (topic: string, key: string, outcome: string | null) =>
    plantRow(database.pool, "privacy_request", {
      ...{ shop_id: shopId, request_key: key, topic },
      ...(outcome === null ? {} : { outcome, done_at: new Date() }),
    });
  return { shopId, ledger, acknowledged, check, receive };
}

test("whoever was erased is found in whatever table names them, by any of their ids", async () => {
  const { shopId, ledger, check, receive } = await openBook("traces.myshopify.com");
  const client = randomUUID();
  ledger.noteLook(
    0,
    { identity: `customer:${CUSTOMER}`, client, customer: CUSTOMER },
    { kind: "page_viewed", thing: "/", at: 0 },
  );
  ledger.noteErasure(0, CUSTOMER);
  expect(await check()).toEqual([]);
  const identity = { kind: "client", key: client, profile_id: 1 };
  await plantRow(database.pool, "identity", { shop_id: shopId, ...identity });
  await receive("merchant/erase", `for ${CUSTOMER}`, "erased");
  const found = await check();
  expect(found).toContain(`traces.myshopify.com: public.identity names ${client}, who was erased`);
  expect(found).toContain(
    `traces.myshopify.com: public.privacy_request names ${CUSTOMER}, who was erased`,
  );
});

test("a browser that another shop knows still is no trace", async () => {
  const here = await openBook("here.myshopify.com");
  const there = await openBook("there.myshopify.com");
  const client = randomUUID();
  here.ledger.noteWithdrawal(0, "laptop", client);
  await here.receive("visitor/withdrawal", randomUUID(), "erased");
  const identity = { kind: "client", key: client, profile_id: 1 };
  await plantRow(database.pool, "identity", { shop_id: there.shopId, ...identity });
  expect(await here.check()).toEqual([]);
});

test("each acknowledged erasure has its receipt, and each withdrawal one that says of an erasure", async () => {
  const { ledger, acknowledged, check, receive } = await openBook("receipts.myshopify.com");
  const [done, open] = [randomUUID(), randomUUID()];
  acknowledged.set("receipts.myshopify.com", new Set([done, open]));
  ledger.noteWithdrawal(0, "laptop", randomUUID());
  await receive("customers/redact", done, "erased");
  await receive("customers/redact", open, null);
  // The second of two messages: the first one's answer was lost.
  await receive("visitor/withdrawal", randomUUID(), "nothing-known");
  const told = "receipts.myshopify.com: receipts:";
  expect(await check()).toEqual([
    `${told} customers/redact ${open}, erased, is there 0 times, not 1`,
    `${told} visitor/withdrawal, erased, is there 0 times, not 1`,
    `${told} customers/redact ${open}, open, is there 1 times, not 0`,
  ]);
});
