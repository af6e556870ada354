import fc from "fast-check";
import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Outlook } from "../../../../app/pipeline/segment/outlook.ts";
import type {
  AboutRow,
  CatalogProduct,
  OrderDetail,
  PersonFacts,
} from "../../../../app/pipeline/segment/situation.ts";
import { atomsOf, thingsOf } from "../../../../app/pipeline/segment/walk-condition.ts";
import type { OrderFact } from "../../../../app/pipeline/shared/records.ts";
import type { Signal } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../app/pipeline/shared/time.ts";
import {
  CHANNELS,
  COLLECTION_IDS,
  PRODUCT_IDS,
  PRODUCT_TYPES,
  TAG_NAMES,
  VENDORS,
} from "../../../support/condition-arbitrary.ts";
import { anyModel, concern } from "../score/any-model.ts";
import { anyBenchmarks, anyOrder, anyRow, factsOf, NOW } from "../score/facts.ts";
import type { Known } from "./situations.ts";
import { anyTimeZone } from "./situations.ts";

const anyAbout = fc.constantFrom(
  ...PRODUCT_IDS.map((id) => `product:${id}`),
  "product:gone",
  ...COLLECTION_IDS.map((id) => `collection:${id}`),
);

const anyLook = (days: number): fc.Arbitrary<AboutRow> =>
  fc
    .record({ row: anyRow({ days }), about: anyAbout, count: fc.integer({ min: 1, max: 3 }) })
    .map(({ row, about, count }) => ({ ...row, about, count }));

const anyInstant = (days: number) => fc.integer({ min: NOW - days * DAY_MS, max: NOW });

const anyProduct = (days: number): fc.Arbitrary<CatalogProduct> =>
  fc.record({
    priceMinor: fc.option(fc.integer({ min: 0, max: 9000 })),
    productType: fc.option(fc.constantFrom(...PRODUCT_TYPES)),
    vendor: fc.option(fc.constantFrom(...VENDORS)),
    collectionIds: fc.subarray([...COLLECTION_IDS]),
    droppedAt: fc.option(
      anyInstant(days).map((at) => at + HOUR_MS),
      { freq: 4 },
    ),
  });

const anyCatalog = (days: number): fc.Arbitrary<ReadonlyMap<string, CatalogProduct>> =>
  fc
    .tuple(...PRODUCT_IDS.map((id) => fc.tuple(fc.constant(id), anyProduct(days))))
    .map((products) => new Map(products));

const anyDetail: fc.Arbitrary<OrderDetail> = fc
  .record({
    channel: fc.option(fc.constantFrom(...CHANNELS)),
    discountMinor: fc.option(fc.constantFrom(0, 0, 500)),
    usedCode: fc.option(fc.boolean()),
    sold: fc.uniqueArray(
      fc.record({ id: fc.constantFrom(...PRODUCT_IDS), minor: fc.integer({ min: 0, max: 9000 }) }),
      { selector: ({ id }) => id },
    ),
  })
  .map(({ sold, ...detail }) => ({
    ...detail,
    productIds: sold.map(({ id }) => id),
    productMinor: sold.map(({ minor }) => minor),
  }));

const anyEstimate = fc.option(
  fc.record({
    expected: fc.double({ min: 0, max: 1, noNaN: true }),
    low: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    high: fc.constant(1),
  }),
);

const anyOutlook: fc.Arbitrary<Outlook | null> = fc.option(
  fc.record({
    estimates: fc.record({
      "order-1-hour": anyEstimate,
      "order-24-hours": anyEstimate,
      "order-7-days": anyEstimate,
      "order-30-days": anyEstimate,
      "order-horizon": anyEstimate,
      churn: anyEstimate,
      vip: anyEstimate,
      "lifetime-value": anyEstimate,
    }),
    nextOrderAt: fc.option(fc.integer({ min: NOW - 5 * DAY_MS, max: NOW + 60 * DAY_MS })),
  }),
  { freq: 4 },
);

const anyPerson = (orders: readonly OrderFact[], days: number): fc.Arbitrary<PersonFacts> =>
  fc.record({
    customerId: fc.option(fc.constant("7")),
    looks: fc.array(anyLook(days), { maxLength: 8 }),
    orderDetails: fc
      .array(anyDetail, { minLength: orders.length, maxLength: orders.length })
      .map((details) => new Map(orders.map(({ orderId }, at) => [orderId, details[at] ?? UNTOLD]))),
    consents: fc.record({
      email: fc.option(fc.constantFrom("subscribed", "REDACTED", "pending")),
      sms: fc.option(fc.constantFrom("unsubscribed", "invalid")),
    }),
    tags: fc.subarray([...TAG_NAMES]).map((tags) => tags.map((tag) => tag.toUpperCase())),
    outlook: anyOutlook,
    memberships: fc.constant({ vip: { member: true, since: NOW - DAY_MS } }),
  });

const UNTOLD: OrderDetail = {
  channel: null,
  discountMinor: null,
  usedCode: null,
  productIds: [],
  productMinor: [],
};

/** What is known of a random person of a random shop, nearly all of it of the last so many days. */
export const anyKnown = (days: number): fc.Arbitrary<Known> =>
  fc
    .record({
      rows: fc.array(anyRow({ days }), { maxLength: 8 }),
      orders: fc.array(anyOrder({ days }), { maxLength: 4 }),
      // A year older: these leave the window of revenue and frequency within the hour.
      leaving: fc.array(anyOrder({ days: HOUR_MS / DAY_MS }), { maxLength: 2 }),
      benchmarks: anyBenchmarks,
      model: anyModel({ min: MINUTE_MS, max: HOUR_MS }),
      catalog: anyCatalog(days),
      timeZone: anyTimeZone,
    })
    .chain(({ rows, orders, leaving, benchmarks, model, catalog, timeZone }) => {
      const old = leaving.map((fact) => ({
        ...fact,
        placedAt: fact.placedAt - 365 * DAY_MS + HOUR_MS,
        cancelledAt: null,
        refunds: [],
      }));
      const facts = concern(factsOf(rows, [...orders, ...old]), model);
      const shop = { catalog, timeZone, currency: "EUR" };
      return anyPerson(facts.orders, days).map((person) => ({
        facts,
        person,
        shop,
        benchmarks,
        model,
      }));
    });

/** The same with two in three rows and looks made those that a condition asks for, so that it has something to judge. */
export function concernCondition(known: Known, condition: Condition): Known {
  const asked = [...atomsOf(condition)]
    .flatMap(thingsOf)
    .flatMap((things) => (things.kind === "signals" ? things.signals : []));
  const aim = <Row extends { signal: Signal }>(row: Row, place: number): Row => {
    const signal = place % 3 === 2 ? undefined : asked[place % asked.length];
    return signal === undefined ? row : { ...row, signal };
  };
  return {
    ...known,
    facts: { ...known.facts, rows: known.facts.rows.map(aim) },
    person: { ...known.person, looks: known.person.looks.map(aim) },
  };
}
