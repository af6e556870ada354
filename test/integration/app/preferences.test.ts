import { beforeAll, describe, expect, test } from "vitest";
import { findNorms, findShopsWithoutNorms } from "../../../app/db/norms.ts";
import { loadBaskets } from "../../../app/db/baskets.ts";
import { loadRollUp } from "../../../app/db/roll-up.ts";
import { countDiscounted } from "../../../app/pipeline/predict/affinity/discount.ts";
import { measureInterest, type Look } from "../../../app/pipeline/predict/affinity/interest.ts";
import { countResponses } from "../../../app/pipeline/predict/channels/response-days.ts";
import type { ShopNorms } from "../../../app/pipeline/predict/shop-norms.ts";
import { dayOf, dayStart } from "../../../app/pipeline/shared/time.ts";
import { describePreferences } from "../../../app/services/describe-preferences.ts";
import { PRODUCT_LOOKS } from "../../../app/services/look-signals.ts";
import { refreshNorms } from "../../../app/services/refresh-norms.ts";
import { addShop, ingestAll, useAppPool } from "../../support/app-direct.ts";
import { simulateDeliveries } from "../../support/app-deliveries.ts";
import { deliver } from "../../support/deliver.ts";
import { DAY_MS, iso, NOW, order } from "../../support/app-shop.ts";
import { sumBinomials } from "../../support/sum-binomials.ts";
import { sumRates } from "../../support/sum-rates.ts";

const app = useAppPool();
const DOMAIN = "likes.myshopify.com";
const DAYS = 60;
const TODAY = dayOf(NOW);
let shopId: number;

interface ProfileRow {
  profileId: number;
  customerId: string | null;
}
let profiles: ProfileRow[];
let norms: ShopNorms;

/** Somebody who buys knives with a code, comes by email alone, and no more wants texts. */
const FAN = 8_000;
const KNIFE = 77;

async function tell(topic: string, at: number, body: object): Promise<void> {
  const id = `${topic} ${at} ${JSON.stringify(body).length}`;
  const delivery = { kind: "webhook", id, topic, body: JSON.stringify(body), at } as const;
  await deliver(app.pool, DOMAIN, { delivery });
}

async function visit(at: number, events: object[], customer = FAN): Promise<void> {
  const body = JSON.stringify({
    clientId: `30000000-0000-4000-8000-00000000${customer}`,
    consent: { analytics: true, marketing: true },
    sentAt: iso(at),
    events: events.map((event) => ({ occurredAt: iso(at), path: "/", ...event })),
  });
  const delivery = { kind: "browse", customerId: String(customer), body, at } as const;
  await deliver(app.pool, DOMAIN, { delivery });
}

beforeAll(async () => {
  shopId = await addShop(app.pool, DOMAIN, { now: NOW - DAYS * DAY_MS });
  for (const delivery of simulateDeliveries({ seed: 3, customers: 60, endAt: NOW, days: DAYS })) {
    await deliver(app.pool, DOMAIN, { delivery });
  }
  const told = { title: "Knife", product_type: "Knives", vendor: "Acme", variants: [] };
  const at = NOW - 50 * DAY_MS;
  await tell("products/create", at, { ...told, id: KNIFE, updated_at: iso(at) });
  for (let week = 1; week <= 7; week += 1) {
    const placedAt = NOW - week * 7 * DAY_MS;
    const line = { id: week, product_id: KNIFE, variant_id: 1, quantity: 1, price: "50.00" };
    await tell("orders/create", placedAt, {
      ...order(80_000 + week, FAN, placedAt),
      total_discounts: "5.00",
      discount_codes: [{ type: "percentage" }],
      line_items: [{ ...line, discount_allocations: [{ amount: "5.00" }] }],
    });
    const touch = { source: "klaviyo", medium: "email", campaign: "knives" };
    await visit(placedAt - 2 * DAY_MS, [
      { kind: "channel_visited", touch },
      { kind: "product_viewed", productId: KNIFE },
      { kind: "collection_viewed", collectionId: 2 },
    ]);
  }
  await visit(NOW - 45 * DAY_MS, [
    { kind: "channel_visited", touch: { source: "postscript", medium: "sms", campaign: "x" } },
  ]);
  const lookbook = { source: "instagram", medium: "social", campaign: "lookbook" };
  await visit(NOW - 44 * DAY_MS, [{ kind: "channel_visited", touch: lookbook }], FAN + 1);
  await tell("customers_marketing_consent/update", NOW - 40 * DAY_MS, {
    id: FAN,
    sms_marketing_consent: { state: "unsubscribed", consent_updated_at: iso(NOW - 40 * DAY_MS) },
  });
  await ingestAll({ pool: app.pool, shopId, now: NOW });
  const { rows } = await app.pool.query<ProfileRow>(
    `SELECT profile_id AS "profileId", customer_id AS "customerId" FROM profile WHERE shop_id = $1`,
    [shopId],
  );
  profiles = rows;
  expect(await findShopsWithoutNorms(app.pool, TODAY)).toEqual([shopId]);
  expect(await refreshNorms({ pool: app.pool, shopId, now: NOW })).toEqual({ outcome: "computed" });
  const stored = await findNorms(app.pool, shopId);
  if (stored === null) throw new Error("they were computed");
  norms = stored;
}, 60_000);

test("norms are computed once a day", async () => {
  expect(await refreshNorms({ pool: app.pool, shopId, now: NOW })).toEqual({ outcome: "of-today" });
  expect(await findShopsWithoutNorms(app.pool, TODAY)).toEqual([]);
  expect(await findShopsWithoutNorms(app.pool, TODAY + 1)).toEqual([shopId]);
});

describe("what the database adds up over the shop is what the pipeline adds up person by person", () => {
  test("interest in product types", async () => {
    const { rows: facts } = await app.pool.query<{
      profileId: number;
      signal: string;
      about: string;
      at: number;
    }>(
      `SELECT profile_id AS "profileId", signal, about, occurred_at AS at FROM fact
       JOIN identity USING (shop_id, identity_id)
       WHERE shop_id = $1 AND about LIKE 'product:%' AND occurred_at < $2`,
      [shopId, new Date(dayStart(TODAY))],
    );
    const { rows: products } = await app.pool.query<{ id: string; type: string | null }>(
      "SELECT product_id AS id, product_type AS type FROM product WHERE shop_id = $1",
      [shopId],
    );
    const { rows: bought } = await app.pool.query<{
      placedAt: number;
      cancelledAt: number | null;
      products: string[] | null;
    }>(
      `SELECT placed_at AS "placedAt", cancelled_at AS "cancelledAt",
         array_agg(DISTINCT product_id) FILTER (WHERE product_id IS NOT NULL) AS products
       FROM customer_order JOIN order_line USING (shop_id, order_id)
       WHERE shop_id = $1 AND NOT is_test AND placed_at < $2 GROUP BY order_id, placed_at, cancelled_at`,
      [shopId, new Date(dayStart(TODAY))],
    );
    const types = new Map(products.map(({ id, type }) => [id, type]));
    const shared = {
      categoryOf: (id: string) => types.get(id) ?? null,
      asOf: dayStart(TODAY),
    };
    const expected = new Map<string, number>();
    const add = (interest: ReadonlyMap<string, number>): void => {
      for (const [type, mass] of interest) expected.set(type, (expected.get(type) ?? 0) + mass);
    };
    for (const [, own] of Map.groupBy(facts, ({ profileId }) => profileId)) {
      const looks = own.flatMap(({ signal, about, at }): Look[] => {
        const kind = PRODUCT_LOOKS.find((one) => one.signal === signal)?.kind;
        return kind === undefined ? [] : [{ kind, thing: about.slice("product:".length), at }];
      });
      add(measureInterest({ ...shared, looks, baskets: [] }));
    }
    const baskets = bought.map((one) => ({
      ...one,
      // Cancelled at the midnight itself is cancelled after what lies before it.
      cancelledAt:
        one.cancelledAt !== null && one.cancelledAt < shared.asOf ? one.cancelledAt : null,
      orderId: "",
      totalMinor: 0,
      refunds: [],
      pieces: 1,
      discountMinor: 0,
      products: one.products ?? [],
    }));
    add(measureInterest({ ...shared, looks: [], baskets }));
    expect(norms.productTypes.length).toBeGreaterThan(2);
    for (const [type, interest] of norms.productTypes) {
      expect(interest, type).toBeCloseTo(expected.get(type) ?? NaN, 8);
    }
    expect(norms.productTypes).toHaveLength(expected.size);
  });

  test("orders with a discount", async () => {
    const baskets = await loadBaskets(
      app.pool,
      shopId,
      profiles.map((one) => one.profileId),
    );
    const asOf = dayStart(TODAY) - 1;
    const expected = sumBinomials([...baskets.values()].map((list) => countDiscounted(list, asOf)));
    expect(norms.discounts.customers).toBe(expected.customers);
    expect(norms.discounts.sumK).toBeGreaterThan(5);
    for (const key of ["sumN", "sumNSquared", "sumK", "sumKSquaredByN"] as const) {
      expect(norms.discounts[key], key).toBeCloseTo(expected[key], 8);
    }
  });

  test("answers over channels", async () => {
    const customers = profiles.filter((one) => one.customerId !== null);
    const rollUp = await loadRollUp(
      app.pool,
      shopId,
      customers.map((one) => one.profileId),
    );
    expect(norms.channels.map(({ channel }) => channel)).toEqual(["email", "sms", "social"]);
    for (const { channel, since, moments } of norms.channels) {
      const rates = [...rollUp.values()].flatMap((all) => {
        const rows = all.filter(({ slot }) => slot < TODAY * 96);
        if (rows.length === 0) return [];
        const firstSeenAt = Math.min(...rows.map(({ firstAt }) => firstAt));
        const told = { rows, firstSeenAt, channelsSince: { [channel]: since }, asOf: NOW };
        return countResponses(told).get(channel) ?? [];
      });
      const expected = sumRates(rates);
      expect(moments.customers).toBe(expected.customers);
      for (const key of [
        "sumWeeks",
        "sumWeeksSquared",
        "sumDays",
        "sumDaysSquaredByWeeks",
      ] as const) {
        expect(moments[key], `${channel} ${key}`).toBeCloseTo(expected[key], 8);
      }
    }
  });
});

const describeCustomer = async (customerId: number) => {
  const profileId = profiles.find((one) => one.customerId === String(customerId))?.profileId ?? -1;
  const told = await describePreferences({ pool: app.pool, shopId, profileId, now: NOW });
  if (told.outcome !== "described") throw new Error(told.outcome);
  return told;
};

test("a customer who is unlike the others is described so, with what it rests on", async () => {
  const { types, collections, discount, channels } = await describeCustomer(FAN);
  expect(types.evidence).toBe("fair");
  expect(types.categories[0]).toMatchObject({ category: "Knives", leaning: "more" });
  expect(collections.categories[0]).toMatchObject({ category: "C 2", leaning: "not-yet-known" });
  expect(discount).toMatchObject({ orders: 7, discounted: 7, habit: "waits-for-discounts" });
  expect(channels.best).toBe("email");
  expect(channels.channels).toMatchObject([
    { channel: "email", days: 7, isOptedOut: false },
    { channel: "sms", days: 1, isOptedOut: true },
    { channel: "social", days: 0, isOptedOut: false },
  ]);
});

test("of somebody who was never seen nothing is known, and it is said so", async () => {
  const told = await describePreferences({ pool: app.pool, shopId, profileId: -1, now: NOW });
  expect(told).toMatchObject({
    outcome: "described",
    types: { evidence: "none" },
    discount: { habit: "not-yet-known", evidence: "none" },
    channels: { best: null },
  });
});

test("a shop without norms says so", async () => {
  const other = await addShop(app.pool, "other.myshopify.com", { now: NOW });
  expect(
    await describePreferences({ pool: app.pool, shopId: other, profileId: 1, now: NOW }),
  ).toEqual({ outcome: "no-norms-yet" });
  await refreshNorms({ pool: app.pool, shopId: other, now: NOW });
  expect(
    await describePreferences({ pool: app.pool, shopId: other, profileId: 1, now: NOW }),
  ).toMatchObject({ outcome: "described", channels: { channels: [], best: null } });
});
