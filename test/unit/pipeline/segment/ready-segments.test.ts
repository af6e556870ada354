import { expect, test } from "vitest";
import { MAX_SEGMENTS_WITH_TAG } from "../../../../app/pipeline/activate/tag-plan.ts";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { judgeProfile } from "../../../../app/pipeline/segment/judge-profile.ts";
import { outlookFrom } from "../../../../app/pipeline/segment/outlook.ts";
import { requirementsOf } from "../../../../app/pipeline/segment/requirements.ts";
import { personOf } from "../../../../app/pipeline/segment/situation.ts";
import type { OrderDetail, PersonFacts } from "../../../../app/pipeline/segment/situation.ts";
import type { OrderFact, SlotRow } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { factsOf, NOW, order, row, shopOf, TODAY } from "../score/facts.ts";
import { EUROS, knownOf, productOf, situationAt } from "./situations.ts";
import type { Known } from "./situations.ts";

/** A hundred customers who spent 1 to 100; the typical gap is the prior of 90 days. */
const HUNDRED = shopOf(Array.from({ length: 100 }, (_, index) => index + 1));

function isIn(
  handle: string,
  told: Partial<Known> & { rows?: SlotRow[]; orders?: OrderFact[] },
): boolean | undefined {
  const { rows = [], orders = [], ...known } = told;
  const facts = factsOf(rows, orders);
  const { memberships } = judgeProfile({
    ...situationAt(knownOf({ benchmarks: HUNDRED, ...known, facts })),
    segments: DEFAULT_SEGMENTS,
  });
  return memberships[handle]?.member;
}

const daysAgo = (days: number, amount = 50): OrderFact => order(NOW - days * DAY_MS, amount);
const customer = (known: Partial<PersonFacts>): PersonFacts =>
  personOf({ customerId: "7", ...known });

test("A checkout abandoner was in the checkout 1 hour to 14 days ago and has not ordered since.", () => {
  const was = (ago: number, orders: OrderFact[] = []) =>
    isIn("checkout-abandoner", { rows: [row("payment_info_submitted", NOW - ago)], orders });
  expect(was(HOUR_MS)).toBe(true);
  expect(was(HOUR_MS - 1)).toBe(false);
  expect(was(14 * DAY_MS - 1)).toBe(true);
  expect(was(14 * DAY_MS)).toBe(false);
  expect(was(2 * DAY_MS, [daysAgo(1)])).toBe(false);
  expect(was(2 * DAY_MS, [daysAgo(3)])).toBe(true);
});

test("A browse abandoner looked at products three times or more within 7 days, last 4 hours to 7 days ago, and has put nothing into a cart, begun no checkout and not ordered since.", () => {
  const looked = (ago: number, rest: SlotRow[] = [], count = 3) =>
    isIn("browse-abandoner", { rows: [row("product_viewed", NOW - ago, { count }), ...rest] });
  expect(looked(4 * HOUR_MS)).toBe(true);
  expect(looked(4 * HOUR_MS - 1)).toBe(false);
  expect(looked(5 * HOUR_MS, [], 2)).toBe(false);
  expect(looked(6.9 * DAY_MS)).toBe(true);
  expect(looked(7 * DAY_MS)).toBe(false);
  expect(looked(DAY_MS, [row("product_added_to_cart", NOW - HOUR_MS)])).toBe(false);
  expect(looked(DAY_MS, [row("checkout_started", NOW - HOUR_MS)])).toBe(false);
  expect(looked(DAY_MS, [row("product_added_to_cart", NOW - 2 * DAY_MS)])).toBe(true);
});

test("A price watcher looked twice or more within 30 days at one product that became cheaper afterwards, in the last 14 days, and has not ordered since.", () => {
  const catalog = new Map([
    ["1", productOf({ droppedAt: NOW - 13 * DAY_MS })],
    ["2", productOf({ droppedAt: NOW - 15 * DAY_MS })],
    ["3", productOf({ droppedAt: NOW - DAY_MS })],
  ]);
  const watches = (ids: string[], orders: OrderFact[] = [], at = NOW - 20 * DAY_MS) => {
    const looks = ids.map((id) => ({ ...row("product_viewed", at), about: `product:${id}` }));
    const rows = [row("product_viewed", at, { count: ids.length })];
    const shop = { ...EUROS, catalog };
    return isIn("price-watcher", { rows, orders, shop, person: customer({ looks }) });
  };
  expect(watches(["1", "1"])).toBe(true);
  expect(watches(["1", "3"])).toBe(false);
  expect(watches(["2", "2"])).toBe(false);
  expect(watches(["1", "1"], [daysAgo(19)])).toBe(false);
  expect(watches(["1", "1"], [daysAgo(21)])).toBe(true);
  // Who looks after the fall has seen the price that there is.
  expect(watches(["1", "1"], [], NOW - 13 * DAY_MS)).toBe(false);
  expect(watches(["1", "1"], [], NOW - 13 * DAY_MS - 1)).toBe(true);
});

test("A customer due to reorder has ordered at least twice, last within two typical gaps, and is expected to order again within 7 days or was before.", () => {
  const due = (inDays: number, orders = [daysAgo(200), daysAgo(100)]) => {
    const chance = { value: 0.5, low: 0.4, high: 0.6, evidence: "fair" as const };
    const outlook = outlookFrom({
      customer: {
        ...{ asOf: NOW, week: chance, month: chance, horizon: chance, horizonDays: 90 },
        churn: null,
        nextOrder: { low: NOW, median: NOW + inDays * DAY_MS, high: null, evidence: "fair" },
        lifetimeValue: {
          months: 12,
          meanMinor: 100,
          lowMinor: 0,
          highMinor: 200,
          evidence: "fair",
        },
        vipAscent: null,
      },
      visitor: null,
    });
    return isIn("due-to-reorder", { orders, person: customer({ outlook }) });
  };
  expect(due(6)).toBe(true);
  expect(due(8)).toBe(false);
  expect(due(-20)).toBe(true);
  expect(due(6, [daysAgo(100)])).toBe(false);
  expect(due(-20, [daysAgo(300), daysAgo(180)])).toBe(false);
  expect(isIn("due-to-reorder", { orders: [daysAgo(200), daysAgo(100)] })).toBe(false);
});

test("A customer to win back has net revenue in the upper three fifths and has been silent for four to eight typical gaps.", () => {
  const fifths = Array.from({ length: 5 }, (_, at) => [order(TODAY - DAY_MS, 100 * (at + 1))]);
  const { rfm } = computeBenchmarks({ customers: fifths, dayStart: TODAY });
  const silent = (days: number, amount: number) =>
    isIn("win-back", { orders: [daysAgo(days, amount)], benchmarks: { ...HUNDRED, rfm } });
  expect(silent(360, 300)).toBe(true);
  expect(silent(360, 200)).toBe(false);
  expect(silent(359, 300)).toBe(false);
  expect(silent(719, 300)).toBe(true);
  expect(silent(720, 300)).toBe(false);
});

/** Orders a month apart, each with a discount or without; null: it was not told. */
function ordersWith(discounts: (number | null)[], last = 10) {
  const orders = discounts.map((_, at) => daysAgo(last + 30 * at));
  const details = orders.map(({ orderId }, at): [string, OrderDetail] => [
    orderId,
    {
      ...{ channel: null, discountMinor: discounts[at] ?? null, usedCode: null },
      ...{ productIds: [], productMinor: [] },
    },
  ]);
  return { orders, person: customer({ orderDetails: new Map(details) }) };
}

test("A discount lover ordered at least three times within 730 days, at least 66 percent of them with a discount.", () => {
  const loves = (...discounts: (number | null)[]) => isIn("discount-lover", ordersWith(discounts));
  expect(loves(5, 0, 5)).toBe(true);
  expect(loves(5, 5)).toBe(false);
  expect(loves(5, 0, 0)).toBe(false);
  expect(loves(5, null, null)).toBe(false);
});

test("A full-price loyal customer ordered at least three times within 730 days, last within two typical gaps, and at least 80 percent of them without a discount.", () => {
  const isLoyal = (discounts: (number | null)[], last?: number) =>
    isIn("full-price-loyal", ordersWith(discounts, last));
  expect(isLoyal([0, 0, 0])).toBe(true);
  expect(isLoyal([0, 0, 0, 0, 5])).toBe(true);
  expect(isLoyal([0, 0, 5])).toBe(false);
  expect(isLoyal([0, 0])).toBe(false);
  expect(isLoyal([0, 0, 0], 180)).toBe(false);
  expect(isLoyal([null, null, null])).toBe(false);
});

test("Email engaged is who is subscribed to email and clicked in one or came by one at least twice within 90 days.", () => {
  const engaged = (email: string | null, rows: SlotRow[]) =>
    isIn("email-engaged", { rows, person: customer({ consents: { email, sms: null } }) });
  const [clicked, came] = [
    row("email_clicked", NOW - 80 * DAY_MS),
    row("email_visited", NOW - DAY_MS),
  ];
  expect(engaged("subscribed", [clicked, came])).toBe(true);
  expect(engaged("unsubscribed", [clicked, came])).toBe(false);
  expect(engaged(null, [clicked, came])).toBe(false);
  expect(engaged("subscribed", [clicked])).toBe(false);
  const opened = row("email_opened", NOW - DAY_MS, { count: 9 });
  expect(engaged("subscribed", [opened])).toBe(false);
  expect(engaged("subscribed", [row("email_clicked", NOW - 91 * DAY_MS), came])).toBe(false);
});

test("SMS engaged is who is subscribed to text messages and answered, clicked in or came by one within 90 days.", () => {
  const engaged = (sms: string | null, rows: SlotRow[]) =>
    isIn("sms-engaged", { rows, person: customer({ consents: { email: "subscribed", sms } }) });
  expect(engaged("subscribed", [row("sms_replied", NOW - 80 * DAY_MS)])).toBe(true);
  expect(engaged("subscribed", [row("sms_visited", NOW - 91 * DAY_MS)])).toBe(false);
  expect(engaged(null, [row("sms_replied", NOW)])).toBe(false);
});

test("All segments that ship together stay within the tags that one customer may carry.", () => {
  const tags = new Set(DEFAULT_SEGMENTS.map(({ tag }) => tag));
  expect(tags.size).toBe(DEFAULT_SEGMENTS.length);
  expect(tags.size).toBeLessThanOrEqual(MAX_SEGMENTS_WITH_TAG);
});

test("The segments that ship need looks at products of a month, and of no other signal.", () => {
  const { looks, tags } = requirementsOf(DEFAULT_SEGMENTS.map(({ condition }) => condition));
  expect([...looks.keys()]).toEqual(["product_viewed"]);
  expect(looks.get("product_viewed")).toBeLessThan(32 * DAY_MS);
  expect(tags).toEqual([]);
});
