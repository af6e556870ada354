import fc from "fast-check";
import { expect, test } from "vitest";
import { drawGamma, drawPoisson } from "../../../../../app/pipeline/predict/numeric/draws.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { fitRatePrior } from "../../../../../app/pipeline/predict/channels/gamma-poisson.ts";
import { countResponses } from "../../../../../app/pipeline/predict/channels/response-days.ts";
import type {
  ChannelResponse,
  ResponseChannel,
} from "../../../../../app/pipeline/predict/channels/response-days.ts";
import { estimateResponsiveness } from "../../../../../app/pipeline/predict/channels/responsiveness.ts";
import type { SlotRow } from "../../../../../app/pipeline/shared/records.ts";
import type { Signal } from "../../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS, slotOf } from "../../../../../app/pipeline/shared/time.ts";
import { sumRates } from "../../../../support/sum-rates.ts";

const NOW = Date.UTC(2026, 0, 15, 12);
const MIDNIGHT = Date.UTC(2026, 0, 15);

const row = (signal: Signal, at: number): SlotRow => ({
  signal,
  trust: "signed",
  slot: slotOf(at),
  count: 1,
  value: 0,
  firstAt: at,
  lastAt: at,
});
const ago = (days: number): number => MIDNIGHT - days * DAY_MS;

test("A click and its visit on one day are one answer, and an opened email is none.", () => {
  const rows = [
    row("email_clicked", ago(3)),
    row("email_visited", ago(3) + HOUR_MS),
    row("email_visited", ago(9)),
    row("email_opened", ago(5)),
    row("sms_replied", ago(4)),
    row("page_viewed", ago(2)),
    // Of today, and of longer ago than half a year.
    row("email_clicked", NOW),
    row("email_clicked", ago(183)),
  ];
  const responses = countResponses({
    rows,
    firstSeenAt: ago(70),
    channelsSince: { email: ago(300), sms: ago(14), push: null },
    asOf: NOW,
  });
  expect([...responses]).toEqual([
    ["email", { days: 2, weeks: 10 }],
    ["sms", { days: 1, weeks: 2 }],
  ]);
});

test("A customer is seen for at least a week and at most half a year.", () => {
  const weeks = (firstSeenAt: number): number | undefined =>
    countResponses({ rows: [], firstSeenAt, channelsSince: { ad: ago(900) }, asOf: NOW }).get("ad")
      ?.weeks;
  expect([weeks(NOW), weeks(ago(1)), weeks(ago(182)), weeks(ago(800))]).toEqual([1, 1, 26, 26]);
});

/** Customers of a shop: each with a rate of their own, seen for so many weeks. */
function drawShop(input: { mean: number; weight: number; customers: number; seed: number }) {
  const random = seedRandom(input.seed);
  const { mean, weight } = input;
  return Array.from({ length: input.customers }, () => {
    const rate = drawGamma(mean * weight, random) / weight;
    const weeks = 1 + Math.floor(random() * 26);
    return { rate, weeks, days: drawPoisson(rate * weeks, random) };
  });
}

test("A shop's rate and the spread of its customers are found again from their answers.", () => {
  for (const [mean, weight] of [
    [0.2, 3],
    [0.05, 10],
  ] as const) {
    const shop = drawShop({ mean, weight, customers: 20_000, seed: 5 });
    const prior = fitRatePrior(sumRates(shop));
    expect(prior.mean / mean).toBeCloseTo(1, 1);
    expect(prior.weight / weight).toBeGreaterThan(0.8);
    expect(prior.weight / weight).toBeLessThan(1.25);
  }
});

test("Of the customers of a shop 95 in 100 answer at a rate within their interval.", () => {
  const shop = drawShop({ mean: 0.2, weight: 4, customers: 4000, seed: 9 });
  const prior = fitRatePrior(sumRates(shop));
  const within = shop.filter(({ rate, days, weeks }) => {
    const { channels } = estimateResponsiveness({
      responses: new Map([["email", { days, weeks }]]),
      shop: { email: prior },
      optedOut: new Set(),
    });
    const [{ low, high } = { low: 1, high: 0 }] = channels;
    return rate >= low && rate <= high;
  });
  expect(within.length / shop.length).toBeGreaterThan(0.935);
  expect(within.length / shop.length).toBeLessThan(0.965);
});

const prior = { mean: 0.1, weight: 4 };
const compare = (
  told: Partial<Record<ResponseChannel, ChannelResponse>>,
  optedOut: ResponseChannel[] = [],
) =>
  estimateResponsiveness({
    responses: new Map(
      Object.entries(told).map(([channel, response]) => [channel as ResponseChannel, response]),
    ),
    shop: { email: prior, sms: prior, social: prior, ad: prior, push: prior },
    optedOut: new Set(optedOut),
  });

test("A best channel is named only where its interval lies above all others.", () => {
  const answered = (days: number): ChannelResponse => ({ days, weeks: 26 });
  expect(compare({ email: answered(20), sms: answered(1), ad: answered(0) }).best).toBe("email");
  expect(compare({ email: answered(3), sms: answered(1) }).best).toBeNull();
  expect(compare({ email: answered(0), sms: answered(0) }).best).toBeNull();
  expect(compare({ email: answered(20) }).best).toBeNull();
  expect(compare({}).channels).toEqual([]);
});

test("A channel that the customer left is shown and is not the best one.", () => {
  const told = {
    email: { days: 20, weeks: 26 },
    sms: { days: 12, weeks: 26 },
    ad: { days: 0, weeks: 26 },
  };
  const { channels, best } = compare(told, ["email"]);
  expect(channels[0]).toMatchObject({ channel: "email", isOptedOut: true });
  expect(best).toBe("sms");
});

test("A customer of whom nothing is known answers as the shop does, with the evidence of a week.", () => {
  const { channels } = compare({ email: { days: 0, weeks: 1 } });
  expect(channels[0]).toMatchObject({ evidence: "thin", shopPerWeek: 0.1 });
  expect(channels[0]?.perWeek).toBeCloseTo(0.08, 12);
});

test("Whatever a shop is like, rates are finite and within their intervals.", () => {
  const anyCount = fc.record({
    days: fc.integer({ min: 0, max: 182 }),
    weeks: fc.double({ min: 1, max: 26, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(anyCount, { maxLength: 40 }), anyCount, (shop, own) => {
      const rate = fitRatePrior(sumRates(shop));
      expect(rate.mean > 0 && rate.weight >= 1 && rate.weight <= 13).toBe(true);
      const { channels } = estimateResponsiveness({
        responses: new Map([["sms", own]]),
        shop: { sms: rate },
        optedOut: new Set(),
      });
      for (const { low, perWeek, high } of channels) {
        expect([low, perWeek, high].every(Number.isFinite)).toBe(true);
        expect(low >= 0 && low <= perWeek && perWeek <= high).toBe(true);
      }
    }),
  );
});
