import { expect, test } from "vitest";
import { whatPredicts } from "../../../../../app/pipeline/predict/shop/what-predicts.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { addActions } from "../../../../support/simulated-actions.ts";
import { simulateBuyers } from "../../../../support/simulated-buyers.ts";

const startsAt = Date.UTC(2025, 0, 1);
const asOf = startsAt + 200 * DAY_MS;
const shop = simulateBuyers({ customers: 800, seed: 11, startsAt, days: 300 });
const before = { signal: "product_added_to_cart", share: 0.6, atRandomADay: 0.01 } as const;
const atRandom = { signal: "search_submitted", share: 0, atRandomADay: 0.03 } as const;

test("An action that customers do before they buy is found, and one that they do at random is not.", () => {
  let foundAtRandom = 0;
  for (const seed of [1, 2, 3, 4, 5]) {
    const histories = addActions(shop, { seed, asOf, startsAt, actions: [before, atRandom] });
    const predictors = whatPredicts({ histories, asOf });
    const [first] = predictors;
    expect(first?.group).toBe("cart");
    expect(first?.low).toBeGreaterThan(1);
    expect(first?.suggestedWeight).toBe(1);
    const searching = predictors.find(({ group }) => group === "searching");
    expect(searching?.customers).toBeGreaterThanOrEqual(20);
    if ((searching?.low ?? 2) > 1) foundAtRandom += 1;
    if ((searching?.low ?? 2) <= 1) expect(searching?.suggestedWeight).toBe(0);
  }
  // Of 90 % intervals one in twenty lies above by chance: of five one may.
  expect(foundAtRandom).toBeLessThanOrEqual(1);
});

test("Odds ratios lie in their intervals, the largest first.", () => {
  const histories = addActions(shop, { seed: 6, asOf, startsAt, actions: [before, atRandom] });
  const predictors = whatPredicts({ histories, asOf });
  expect(predictors).toHaveLength(2);
  const ratios = predictors.map(({ oddsRatio }) => oddsRatio);
  expect(ratios).toEqual([...ratios].sort((a, b) => b - a));
  for (const { low, oddsRatio, high, suggestedWeight } of predictors) {
    expect(low).toBeLessThan(oddsRatio);
    expect(high).toBeGreaterThan(oddsRatio);
    expect(suggestedWeight >= 0 && suggestedWeight <= 1).toBe(true);
  }
});

test("With fewer than 20 customers who did something, or who bought, nothing is said of it.", () => {
  const rare = { ...before, share: 0.02, atRandomADay: 0 };
  const histories = addActions(shop, { seed: 7, asOf, startsAt, actions: [rare] });
  expect(histories.some(({ rows }) => rows.length > 0)).toBe(true);
  expect(whatPredicts({ histories, asOf })).toEqual([]);
  const few = addActions(shop.slice(0, 25), { seed: 8, asOf, startsAt, actions: [before] });
  expect(whatPredicts({ histories: few, asOf })).toEqual([]);
  expect(whatPredicts({ histories: [], asOf })).toEqual([]);
});

test("What is done in the week that is foretold tells nothing of it.", () => {
  const later = shop.map((customer) => ({
    ...customer,
    rows: addActions([customer], { seed: 9, asOf, startsAt, actions: [before] }).flatMap(
      ({ rows }) => rows.filter(({ firstAt }) => firstAt >= asOf - 7 * DAY_MS),
    ),
  }));
  expect(later.some(({ rows }) => rows.length > 0)).toBe(true);
  expect(whatPredicts({ histories: later, asOf })).toEqual([]);
});
