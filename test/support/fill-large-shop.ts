import type pg from "pg";
import { multiplyShop } from "../../bench/pages/multiply-shop.ts";
import { addShop, ingestAll, scoreAll } from "./app-direct.ts";
import { simulateDeliveries } from "./app-deliveries.ts";
import { deliver } from "./deliver.ts";

const CUSTOMERS = 12;
const DAYS = 8;
const DAY_MS = 24 * 3_600_000;

/**
 * A shop with people who did everything, and so many copies of each.
 * @param of.beforeCopies what is to be there of each of them as well
 */
export async function fillLargeShop(
  owner: pg.Pool,
  domain: string,
  of: {
    seed: number;
    copies: number;
    now: number;
    beforeCopies?: (shopId: number) => Promise<unknown>;
  },
): Promise<number> {
  const { seed, copies, now } = of;
  const id = await addShop(owner, domain, { now: now - 90 * DAY_MS });
  const deliveries = simulateDeliveries({ seed, customers: CUSTOMERS, endAt: now, days: DAYS });
  for (const delivery of deliveries) await deliver(owner, domain, { delivery });
  await ingestAll({ pool: owner, shopId: id, now });
  await of.beforeCopies?.(id);
  await scoreAll({ pool: owner, shopId: id, now });
  await owner.query(
    `INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at)
     SELECT shop_id, source, topic, received_at - k * interval '1 minute', wire, ingested_at
     FROM raw_event, generate_series(1, $2::int / 10) AS k WHERE shop_id = $1`,
    [id, copies],
  );
  await owner.query(
    `INSERT INTO dedupe SELECT shop_id, source, key || '#' || k, seen_at - k * interval '1 minute'
     FROM dedupe, generate_series(1, $2::int / 10) AS k WHERE shop_id = $1`,
    [id, copies],
  );
  await multiplyShop(owner, { shopId: id, copies, say: () => undefined });
  return id;
}
