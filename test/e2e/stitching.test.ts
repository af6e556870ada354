import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import type { Shopper } from "../../dev-store/simulation/make-shoppers.ts";
import { makeShoppers } from "../../dev-store/simulation/make-shoppers.ts";
import { createPerformer } from "../../dev-store/simulation/perform-action.ts";
import { simulateShoppers } from "../../dev-store/simulation/simulate-shoppers.ts";
import { useApp, type Installed } from "../support/app-world.ts";

const SEED = 7;
const SHOPPERS = 160;
const ACTIONS = 2600;
const CLOCK_SPREADS_MS = 12;
const START = Date.parse("2026-11-02T08:00:00Z");

const OPENING = START + 3_600_000;

const app = useApp({ startAt: START });
let installed: Installed;
/** The orders that were placed, each with who placed it. */
const placed = new Map<string, Shopper>();

interface TiedOrder {
  orderId: string;
  tied: boolean;
}

/** Of each order, whether its person was seen browsing before it. */
async function readTied(): Promise<TiedOrder[]> {
  const { rows } = await app.pool.query<TiedOrder>(
    `SELECT order_id AS "orderId", EXISTS (
       SELECT FROM identity buyer JOIN identity other USING (shop_id, profile_id)
       JOIN fact ON fact.shop_id = buyer.shop_id AND fact.identity_id = other.identity_id
       WHERE buyer.shop_id = $1 AND buyer.kind = 'customer' AND buyer.key = customer_order.customer_id
         AND fact.key LIKE 'client:%' AND fact.occurred_at < placed_at) AS tied
     FROM customer_order WHERE shop_id = $1 AND placed_at >= $2`,
    [installed.shopId, new Date(START)],
  );
  return rows;
}

beforeAll(async () => {
  installed = await app.install("stitched");
  const { shop, shopId } = installed;
  const { clock, url } = app.devStore;
  const performer = createPerformer({ shop, storefrontUrl: `${url}/shop/stitched`, clock });
  const known = new Set([...shop.orders()].map(({ id }) => id));
  let left = ACTIONS;
  // How long the installation took must not change who visits when.
  clock.set(OPENING);
  const simulation = { seed: SEED, customers: SHOPPERS, startAt: OPENING, bustle: 4 };
  for (const action of simulateShoppers(simulation)) {
    if (left <= 0) break;
    left -= 1;
    const leap = action.at - clock.now();
    if (leap > 0) clock.set(action.at);
    // The app's processes see a leap within some milliseconds; until then they would refuse a signature that is
    // more than 90 seconds ahead of them.
    if (leap > 60_000) await sleep(CLOCK_SPREADS_MS);
    await performer.perform(action);
    if (action.kind !== "order") continue;
    for (const { id } of shop.orders()) {
      if (known.has(id)) continue;
      known.add(id);
      placed.set(id, action.shopper);
    }
  }
  await app.settle(shopId);
}, 120_000);

test("with consent given, nine of ten orders and more are tied to the browsing before them", async () => {
  const tied = (await readTied()).filter(({ orderId }) => placed.get(orderId)?.consents === true);
  expect(tied.length).toBeGreaterThan(20);
  const share = tied.filter((order) => order.tied).length / tied.length;
  console.log(`${tied.length} orders with consent, ${(100 * share).toFixed(1)} % tied to browsing`);
  expect(share).toBeGreaterThanOrEqual(0.9);
});

test("with consent refused, nothing of the browsing exists anywhere, and no order is tied to any", async () => {
  const tied = (await readTied()).filter(({ orderId }) => placed.get(orderId)?.consents === false);
  expect(tied.length).toBeGreaterThan(0);
  expect(tied.filter((order) => order.tied)).toEqual([]);
  const refusing = makeShoppers({ seed: SEED, customers: SHOPPERS }).filter(
    ({ consents }) => !consents,
  );
  const { rows } = await app.pool.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM identity WHERE key = ANY($1))
       + (SELECT count(*) FROM raw_event WHERE wire->>'clientId' = ANY($1)) AS count`,
    [refusing.map(({ clientId }) => clientId)],
  );
  expect(rows).toEqual([{ count: 0 }]);
});
