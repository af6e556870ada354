import { expect, test } from "vitest";
import { standingAt } from "../../../../../app/pipeline/predict/visits/product-tallies.ts";
import type { VisitTaskCard } from "../../../../../app/pipeline/predict/visits/visits-card.ts";
import { tellVisits } from "../../../../../app/pipeline/predict/visits/visit-outlook.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { learnShop } from "./shop.ts";
import type { LearnedShop } from "./shop.ts";

const learned = (shop: LearnedShop, task: "hour" | "day" | "week" | "month"): VisitTaskCard => {
  const card = shop.card.tasks[task];
  if ("needDays" in card) throw new Error(`${task} was not learned`);
  return card;
};

const seller = learnShop({ seed: 5, persons: 900, days: 40, eagerness: 1 });

test("With fewer than 200 purchases the intent points say how likely a visitor is to buy.", () => {
  const small = learnShop({ seed: 5, persons: 150, days: 40, eagerness: 0 });
  expect(small.card.purchases).toBeLessThan(small.card.enoughPurchases);
  expect(small.card.enoughPurchases).toBe(200);
  for (const task of ["hour", "day"] as const)
    expect(learned(small, task).champion).toBe("decayed-points");
  expect(seller.card.purchases).toBeGreaterThan(200);
  expect(learned(seller, "hour").champion).not.toBe("decayed-points");
});

test("Every model of visitors has its figures in the card, the simple rules among them.", () => {
  for (const task of ["hour", "day"] as const) {
    const { models, bins, outcomes } = learned(seller, task);
    expect(models.map(({ name }) => name)).toEqual([
      "base-rate",
      "recency",
      "frequency",
      "decayed-points",
      "logistic-regression",
      "boosted-trees",
      "blend",
    ]);
    expect(bins).toHaveLength(10);
    expect(outcomes.happened).toBeGreaterThan(20);
  }
});

test("As many visitors buy within a day of a fit as it foretells.", () => {
  const { people, model, asOf } = seller;
  // Everybody as of a midnight: most have left, and some are in the midst of a visit.
  const told = tellVisits(
    model,
    people.map(({ facts }) => ({ facts, hasOrdered: false })),
    asOf,
  );
  let foretold = 0;
  let bought = 0;
  told.forEach((outlook, place) => {
    if (outlook === null) return;
    foretold += outlook.day.value;
    const isPurchase = ({ signal, at }: { signal: string; at: number }): boolean =>
      signal === "order_placed" && at >= asOf && at < asOf + DAY_MS;
    if (people[place]?.facts.some(isPurchase)) bought += 1;
  });
  expect(bought).toBeGreaterThan(4);
  expect(foretold / bought).toBeGreaterThan(0.4);
  expect(foretold / bought).toBeLessThan(2.5);
});

test("A product stands as of the last fit, its popularity faded since.", () => {
  const { tallies } = seller.model;
  const [product = ""] = Object.keys(tallies.products);
  const now = standingAt(tallies, product, seller.asOf);
  const later = standingAt(tallies, product, seller.asOf + 14 * DAY_MS);
  expect(later.popularity).toBeLessThan(now.popularity);
  expect(later.orderLift).toBe(now.orderLift);
  expect(standingAt(tallies, "never seen", seller.asOf)).toEqual({
    popularity: 0,
    cartLift: 0,
    orderLift: 0,
  });
  expect(Object.keys(tallies.products).length).toBeLessThanOrEqual(2000);
});

test("What is fitted to visits is plain data.", () => {
  expect(JSON.parse(JSON.stringify(seller.model))).toEqual(seller.model);
  expect(JSON.parse(JSON.stringify(seller.card))).toEqual(seller.card);
});

test("A shop in which nobody did anything is fitted, too.", () => {
  const empty = learnShop({ seed: 5, persons: 0, days: 40, eagerness: 0 });
  expect(empty.card).toMatchObject({ people: 0, events: 0, purchases: 0 });
  expect(learned(empty, "hour")).toMatchObject({ champion: "decayed-points", evidence: "none" });
});
