import { beforeAll, describe, expect, test } from "vitest";
import { readModelCard } from "../../../app/queries/read-model-card.ts";
import type { VisitOutlook } from "../../../app/pipeline/predict/visits/visit-outlook.ts";
import { fitPredictions } from "../../../app/services/fit-predictions.ts";
import { simulateDeliveries, type Delivery } from "../../support/app-deliveries.ts";
import { deliver } from "../../support/deliver.ts";
import { addShop, ingestAll, scoreAll, useAppPool } from "../../support/app-direct.ts";
import { DAY_MS, HOUR_MS, iso, NOW } from "../../support/app-shop.ts";

const app = useAppPool();
const DAYS = 60;
const ADA = 9_001;
const CLIENT = "30000000-0000-4000-8000-000000009001";
const STRANGER = "30000000-0000-4000-8000-000000009002";

/** The same deliveries in two orders; then each shop is fitted and scored as of the same instant. */
async function liveShop(domain: string, deliveries: readonly Delivery[]): Promise<number> {
  const shopId = await addShop(app.pool, domain, { now: NOW - DAYS * DAY_MS });
  for (const delivery of deliveries) await deliver(app.pool, domain, { delivery });
  await settle(shopId, NOW);
  await fit(shopId, NOW);
  await settle(shopId, NOW + 1);
  return shopId;
}

async function settle(shopId: number, now: number): Promise<void> {
  await ingestAll({ pool: app.pool, shopId, now });
  await scoreAll({ pool: app.pool, shopId, now });
}

const fit = (shopId: number, now: number) =>
  fitPredictions({ pool: app.pool, shopId, now, stopwatch: () => 0, peakBytes: () => 0 });

/** What is told of everybody, by what names them. */
async function readOutlooks(shopId: number): Promise<Record<string, VisitOutlook | null>> {
  const { rows } = await app.pool.query<{ name: string; told: VisitOutlook | null }>(
    `SELECT kind || ':' || key AS name, visit_outlook AS told FROM profile
     JOIN identity ON identity.shop_id = profile.shop_id AND identity_id = profile.profile_id
     WHERE profile.shop_id = $1`,
    [shopId],
  );
  return Object.fromEntries(rows.map(({ name, told }) => [name, told]));
}

interface Visit {
  at: number;
  kinds: readonly string[];
  clientId?: string;
  customerId?: number;
}

const visit = ({ at, kinds, clientId = CLIENT, customerId }: Visit): Delivery => ({
  kind: "browse",
  customerId: customerId === undefined ? null : String(customerId),
  at,
  body: JSON.stringify({
    clientId,
    consent: { analytics: true, marketing: true },
    sentAt: iso(at),
    events: kinds.map((kind, place) => ({
      kind,
      occurredAt: iso(at - (kinds.length - place) * 20_000),
      path: "/products/mug",
      productId: "3",
    })),
  }),
});

const history = [
  ...simulateDeliveries({ seed: 6, customers: 40, endAt: NOW, days: DAYS }),
  visit({ at: NOW - HOUR_MS, kinds: ["page_viewed", "product_viewed"], clientId: STRANGER }),
];
let shopId: number;
beforeAll(async () => {
  shopId = await liveShop("visits.myshopify.com", history);
}, 60_000);

describe("of a shop that is fitted", () => {
  test("known and unknown visitors are told of an hour and a day, newcomers of a week", async () => {
    const told = Object.entries(await readOutlooks(shopId)).filter(([, outlook]) => outlook);
    expect(told.some(([name]) => name.startsWith("customer:"))).toBe(true);
    expect(told.map(([name]) => name)).toContain(`client:${STRANGER}`);
    for (const [, outlook] of told) {
      expect(outlook?.asOf).toBe(NOW + 1);
      expect(outlook?.day.value).toBeGreaterThanOrEqual(outlook?.hour.value ?? 1);
      expect(outlook?.lastAt).toBeGreaterThanOrEqual(NOW - 30 * DAY_MS);
      if (outlook?.week) expect(outlook.week.value).toBeGreaterThanOrEqual(outlook.day.value);
    }
    expect(told.some(([, outlook]) => outlook?.week)).toBe(true);
    const card = await readModelCard(shopId, app.pool);
    expect(card?.card.visits?.tasks.month).toMatchObject({ needDays: 90 });
    expect(card?.card.visits?.people).toBeGreaterThan(20);
  });

  test("the order in which everything arrived makes no difference", async () => {
    const shuffled = history.toSorted((a, b) => (a.at % 977) - (b.at % 977));
    const other = await liveShop("visits-shuffled.myshopify.com", shuffled);
    expect(await readOutlooks(other)).toEqual(await readOutlooks(shopId));
  });

  test("somebody new is likelier to buy with every step towards it, and less so an hour later", async () => {
    const later = NOW + 2 * HOUR_MS;
    const tellAt = async (now: number): Promise<VisitOutlook | null> => {
      await settle(shopId, now);
      const outlooks = await readOutlooks(shopId);
      return outlooks[`customer:${ADA}`] ?? outlooks[`client:${CLIENT}`] ?? null;
    };
    const deliverVisit = (told: Visit) =>
      deliver(app.pool, "visits.myshopify.com", { delivery: visit(told) });

    await deliverVisit({ at: later, kinds: ["product_viewed"] });
    const looked = await tellAt(later + 1000);
    await deliverVisit({
      at: later + 60_000,
      kinds: ["product_added_to_cart", "cart_viewed"],
      customerId: ADA,
    });
    const filled = await tellAt(later + 61_000);
    expect(filled?.hour.value).toBeGreaterThan(looked?.hour.value ?? 1);
    expect(filled?.week).not.toBeNull();
    const faded = await tellAt(later + 3 * HOUR_MS);
    expect(faded?.hour.value).toBeLessThan(filled?.hour.value ?? 0);
    expect(faded?.asOf).toBeGreaterThan(filled?.asOf ?? Infinity);
  });
});

test("what is told to have happened after the instant of a fit teaches it nothing", async () => {
  const domain = "visits-planted.myshopify.com";
  const plain = await liveShop(domain, history);
  const told = await readFits(plain);
  await app.pool.query(
    `INSERT INTO fact (shop_id, key, identity_id, signal, trust, occurred_at, value, about)
     SELECT shop_id, 'order:' || identity_id || ':placed', identity_id, 'order_placed', 'signed', $2, 0, NULL
     FROM identity WHERE shop_id = $1`,
    [plain, new Date(NOW + 10)],
  );
  await fit(plain, NOW);
  expect(await readFits(plain)).toEqual(told);
});

async function readFits(ofShop: number): Promise<unknown> {
  const { rows } = await app.pool.query<{ visits: unknown }>(
    "SELECT model->'visits' AS visits FROM prediction_fit WHERE shop_id = $1 AND model IS NOT NULL",
    [ofShop],
  );
  expect(rows[0]?.visits).toBeTruthy();
  return rows[0]?.visits;
}
