import { expect, test } from "vitest";
import { keepRfmHistory } from "../../../app/services/keep-rfm-history.ts";
import { createRandom } from "../../../dev-store/simulation/random.ts";
import { simulateDeliveries, type Delivery } from "../../support/app-deliveries.ts";
import { deliver } from "../../support/deliver.ts";
import { addShop, ingestAll, scoreAll, useAppPool } from "../../support/app-direct.ts";
import { readShopRows } from "../../support/app-rows.ts";

const app = useAppPool();
const DOMAIN = "replayed.myshopify.com";
const END = Date.parse("2026-11-20T15:00:00Z");
const DAYS = 60;
const REPLAYS = 10_000;
const AT_ONCE = 24;

/** What counts arrivals, repeated ones too, the keys by which they are known as such, and how often pages were told. */
const OF_ARRIVAL = new Set(["intake_minute", "raw_event", "dedupe", "shop_change"]);

interface Sent {
  delivery: Delivery;
  id?: string;
}

const sent = simulateDeliveries({ seed: 5, customers: 330, endAt: END, days: DAYS }).map(
  (delivery): Sent => ({ delivery }),
);

async function tell(deliveries: Sent[]): Promise<void> {
  for (let at = 0; at < deliveries.length; at += AT_ONCE) {
    const some = deliveries.slice(at, at + AT_ONCE);
    await Promise.all(some.map((entry) => deliver(app.pool, DOMAIN, entry)));
  }
}

/** Ingests and scores until there is nothing left to do at the end of the history. */
async function settle(shopId: number): Promise<void> {
  const work = { pool: app.pool, shopId, now: END };
  await ingestAll(work);
  await scoreAll(work);
  await keepRfmHistory(work);
}

async function readAll(shopId: number): Promise<Map<string, string[]>> {
  const rows = await readShopRows(app.pool, shopId);
  const tables = Map.groupBy(rows, ({ table }) => table);
  return new Map(
    [...tables].map(([table, found]) => [table, found.map(({ text }) => text).toSorted()]),
  );
}

test("ten thousand deliveries that come again change no row", async () => {
  const shopId = await addShop(app.pool, DOMAIN, { now: END - DAYS * 24 * 3_600_000 });
  await tell(sent);
  await settle(shopId);
  const before = await readAll(shopId);
  expect(sent.length).toBeGreaterThan(2500);
  for (const table of [
    "fact",
    "signal_slot",
    "customer_order",
    "price_change",
    "profile_merge",
    "rfm_change",
  ]) {
    expect(before.get(table)?.length ?? 0, table).toBeGreaterThan(0);
  }

  // Half of them are Shopify's own retries, under the same id. The others are told anew under another.
  const random = createRandom("replays");
  const replays = Array.from({ length: REPLAYS }, (_, replay): Sent => {
    const again = sent[random.between(0, sent.length - 1)];
    if (again === undefined) throw new Error("there is one at every index");
    const { delivery } = again;
    return delivery.kind === "webhook" && replay % 2 === 0
      ? { delivery, id: `${delivery.id} again ${replay}` }
      : again;
  });
  await tell(replays);
  await settle(shopId);
  const after = await readAll(shopId);
  for (const [table, rows] of before) {
    if (!OF_ARRIVAL.has(table)) expect(after.get(table), table).toEqual(rows);
  }
  expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
  // A delivery under its own id is not even stored again.
  const anew = replays.filter(({ id }) => id !== undefined).length;
  const stored = (rows: Map<string, string[]>) => rows.get("raw_event")?.length ?? 0;
  expect(stored(after) - stored(before)).toBe(anew);
}, 120_000);
