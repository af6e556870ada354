import { expect, test } from "vitest";
import { makeAllProfilesDue } from "../../../app/db/due-ranges.ts";
import { createCapture } from "../../../app/services/create-capture.ts";
import { recordBrowseBatch } from "../../../app/services/record-storefront-batch.ts";
import { recordWebhook } from "../../../app/services/record-webhook.ts";
import { undoMerge } from "../../../app/services/undo-merge.ts";
import { addShop, ingestAll, scoreAll, useAppPool } from "../../support/app-direct.ts";
import { readConclusions, readFacts, readScores } from "../../support/app-snapshot.ts";

const app = useAppPool();
const NOW = Date.parse("2026-11-20T15:00:00Z");
const MINUTE_MS = 60_000;
const clientId = (client: number): string => `10000000-0000-4000-8000-00000000000${client}`;

let shops = 0;

/** A shop of its own, and ways to tell it things and to look at what it makes of them. */
async function openShop() {
  const { pool } = app;
  shops += 1;
  const domain = `merges-${shops}.myshopify.com`;
  const shopId = await addShop(pool, domain, { now: NOW - 90 * 24 * 60 * MINUTE_MS });
  let deliveries = 0;
  const settle = async (now: number): Promise<void> => {
    await ingestAll({ pool, shopId, now });
    await scoreAll({ pool, shopId, now });
  };
  return {
    shopId,
    settle,
    browse: (told: { client: number; at: number; customerId?: string; cartToken?: string }) =>
      recordBrowseBatch({
        capture: createCapture(pool),
        domain,
        loggedInCustomerId: told.customerId ?? null,
        now: told.at,
        body: JSON.stringify({
          clientId: clientId(told.client),
          cartToken: told.cartToken ?? null,
          consent: { analytics: true, marketing: true },
          sentAt: new Date(told.at).toISOString(),
          events: [
            {
              kind: "product_viewed",
              occurredAt: new Date(told.at).toISOString(),
              productId: "5",
            },
          ],
        }),
      }),
    tell: (topic: string, at: number, body: object) => {
      deliveries += 1;
      return recordWebhook({
        pool,
        capture: createCapture(pool),
        domain,
        topic,
        webhookId: `webhook-${deliveries}`,
        triggeredAt: new Date(at).toISOString(),
        body: JSON.stringify(body),
        now: at,
      });
    },
    /** All that is known and concluded, all of it as of one instant. */
    async look(now: number) {
      await makeAllProfilesDue(pool, shopId, now);
      await scoreAll({ pool, shopId, now });
      const { edges: _edges, ...facts } = await readFacts(pool, shopId);
      const conclusions = await readConclusions(pool, shopId);
      return { facts, conclusions, scores: await readScores(pool, shopId) };
    },
    async merges() {
      const { rows } = await pool.query<{ mergeId: number; reason: string; undone: boolean }>(
        `SELECT merge_id AS "mergeId", reason, undone_at IS NOT NULL AS undone FROM profile_merge
         WHERE shop_id = $1 ORDER BY merge_id`,
        [shopId],
      );
      return rows;
    },
  };
}

test("a merge is recorded with its reason, and undone exactly, also where the link is told again", async () => {
  const shop = await openShop();
  const { pool } = app;
  for (const client of [1, 2]) await shop.browse({ client, at: NOW - client * MINUTE_MS });
  await shop.browse({ client: 1, at: NOW, customerId: "71" });
  await shop.browse({ client: 3, at: NOW, cartToken: "c3" });
  await shop.settle(NOW);
  const before = await shop.look(NOW + MINUTE_MS);

  // The browser of somebody unknown turns out to hold the customer's cart.
  const joining = { customerId: "71", cartToken: "c3", client: 1, at: NOW + MINUTE_MS };
  await shop.browse(joining);
  await shop.settle(NOW + MINUTE_MS);
  const merges = await shop.merges();
  expect(merges).toMatchObject([{ reason: "log-in", undone: false }]);
  expect((await shop.look(NOW + MINUTE_MS)).facts["groups"]).not.toEqual(before.facts["groups"]);

  const mergeId = merges[0]?.mergeId ?? 0;
  const undo = () => undoMerge({ pool, shopId: shop.shopId, mergeId, now: NOW + MINUTE_MS });
  expect(await undo()).toBe("still-joined");
  // The browser of customer 71 held the cart as well: that is a second reason.
  await shop.settle(NOW + MINUTE_MS);
  expect(await undo()).toBe("already-undone");
  expect(await undoMerge({ pool, shopId: shop.shopId, mergeId: 999_999, now: NOW })).toBe(
    "unknown-merge",
  );
});

test("two people made one by one link are after its undoing what they were before it", async () => {
  const shop = await openShop();
  const { pool } = app;
  const order = {
    id: 501,
    created_at: new Date(NOW - 5 * MINUTE_MS).toISOString(),
    updated_at: new Date(NOW - 5 * MINUTE_MS).toISOString(),
    currency: "EUR",
    total_price: "20.00",
    customer: { id: 71 },
    cart_token: "c1",
  };
  await shop.browse({ client: 1, at: NOW - 40 * MINUTE_MS, cartToken: "c1" });
  await shop.browse({ client: 2, at: NOW - 30 * MINUTE_MS, cartToken: "c2" });
  await shop.tell("orders/create", NOW - 5 * MINUTE_MS, order);
  await shop.settle(NOW);
  const before = await shop.look(NOW + MINUTE_MS);

  const checkout = { token: "k2", cart_token: "c2", customer: { id: 71 } };
  const times = {
    created_at: new Date(NOW - 20 * MINUTE_MS).toISOString(),
    updated_at: new Date(NOW).toISOString(),
  };
  // The checkout's own facts are known to both sides of the comparison; what is undone is whose it is.
  await shop.tell("checkouts/create", NOW - 20 * MINUTE_MS, {
    ...checkout,
    ...times,
    customer: null,
  });
  await shop.settle(NOW);
  const told = await shop.look(NOW + MINUTE_MS);
  expect(told.facts["groups"]).not.toEqual(before.facts["groups"]);
  await shop.tell("checkouts/update", NOW, { ...checkout, ...times });
  await shop.settle(NOW);
  const merged = await shop.look(NOW + MINUTE_MS);
  expect(merged.facts["groups"]).not.toEqual(told.facts["groups"]);

  const merge = (await shop.merges()).find(({ reason }) => reason === "checkout");
  const mergeId = merge?.mergeId ?? 0;
  const { shopId } = shop;
  expect(await undoMerge({ pool, shopId, mergeId, now: NOW + 1 })).toBe("undone");
  expect(await shop.look(NOW + MINUTE_MS)).toEqual(told);

  // Told again the link stays cut: a person decided.
  await shop.tell("checkouts/update", NOW + 2, {
    ...checkout,
    ...times,
    updated_at: new Date(NOW + 2000).toISOString(),
  });
  await shop.settle(NOW + 2);
  expect(await shop.look(NOW + MINUTE_MS)).toEqual(told);
});

test("on a shared browser each customer has what they did, and neither what nobody knows of", async () => {
  const shop = await openShop();
  const at = (minutes: number): number => NOW - (400 - minutes) * MINUTE_MS;
  await shop.browse({ client: 1, at: at(0) });
  await shop.browse({ client: 1, at: at(20), customerId: "71" });
  await shop.browse({ client: 1, at: at(40) });
  await shop.browse({ client: 1, at: at(100), customerId: "72" });
  await shop.browse({ client: 1, at: at(200) });
  await shop.settle(NOW);
  const { rows } = await app.pool.query<{ customer: string; seen: string }>(
    `SELECT customer_id AS customer, sum(count)::text AS seen
     FROM profile JOIN identity USING (shop_id, profile_id) JOIN signal_slot USING (shop_id, identity_id)
     WHERE shop_id = $1 AND (counts_from IS NULL OR slot >= counts_from)
       AND (counts_until IS NULL OR slot < counts_until) GROUP BY 1 ORDER BY 1`,
    [shop.shopId],
  );
  expect(rows).toEqual([
    { customer: "71", seen: "3" },
    { customer: "72", seen: "1" },
  ]);
});

test("a visitor who is known by a cart from now on stays in segments as long as before, with their history", async () => {
  const shop = await openShop();
  const { shopId } = shop;
  await app.pool.query(
    `INSERT INTO segment (shop_id, segment_id, handle, name, description, condition, version)
     VALUES ($1, 999, 'everybody', 'Everybody', '', '{"kind":"all","of":[]}', 1)`,
    [shopId],
  );
  await shop.browse({ client: 1, at: NOW });
  await shop.settle(NOW);
  const before = await membershipsOf(shopId);
  expect(before).toEqual([{ enteredAt: NOW, entries: 1, profiles: 1 }]);

  const later = NOW + 30 * MINUTE_MS;
  await shop.browse({ client: 1, at: later, cartToken: "cart-1" });
  await shop.settle(later);
  expect(await membershipsOf(shopId)).toEqual(before);
});

/** Everybody's memberships, with the entries that are noted of those who are in, and how many profiles there are. */
async function membershipsOf(shopId: number): Promise<unknown[]> {
  const { rows } = await app.pool.query<object>(
    `SELECT entered_at AS "enteredAt", (SELECT count(*)::int FROM membership_change change WHERE change.shop_id = $1
         AND change.segment_id = 999 AND change.profile_id = member.profile_id) AS entries,
       (SELECT count(*)::int FROM profile WHERE shop_id = $1) AS profiles
     FROM segment_membership member WHERE shop_id = $1 AND segment_id = 999`,
    [shopId],
  );
  return rows;
}
