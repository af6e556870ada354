import { expect, test } from "vitest";
import { chooseChampion } from "../../../../../app/pipeline/predict/purchase/choose-champion.ts";
import { SINGLE_MODELS } from "../../../../../app/pipeline/predict/purchase/fitted-model.ts";
import type { ModelName } from "../../../../../app/pipeline/predict/purchase/fitted-model.ts";

const ROWS = 1000;
/** Every second row bought. */
const bought = Float64Array.from({ length: ROWS }, (_, row) => row % 2);
/** Says the truth so often, and its opposite else; where it errs depends on the offset. */
const right = (share: number, offset = 0): Float64Array =>
  bought.map((came, row) => {
    const isRight = (Math.floor(row / 2) + offset) % 100 < share * 100;
    return isRight === came > 0 ? 0.8 : 0.2;
  });

const tried = (said: Partial<Record<ModelName, Float64Array>>) => ({
  predicted: new Map<ModelName, Float64Array>(
    SINGLE_MODELS.map((name) => [name, said[name] ?? right(0.5)]),
  ),
  bought,
});

test("The blend is served where nothing else is tellingly better.", () => {
  const parts = {
    "decayed-count": right(0.7),
    "pareto-nbd": right(0.7, 25),
    "logistic-regression": right(0.7, 50),
    "boosted-trees": right(0.7, 75),
  };
  expect(chooseChampion([tried(parts)])).toEqual({
    champion: "blend",
    blend: ["decayed-count", "pareto-nbd", "logistic-regression", "boosted-trees"],
  });
});

test("The blend loses a part without which it is tellingly better.", () => {
  const { blend, champion } = chooseChampion([
    tried({
      "decayed-count": right(0.75),
      "pareto-nbd": right(0.75, 33),
      "logistic-regression": right(0.75, 66),
      "boosted-trees": right(0.2),
    }),
  ]);
  expect(champion).toBe("blend");
  expect(blend).toEqual(["decayed-count", "pareto-nbd", "logistic-regression"]);
});

test("A trivial rule is served where it is tellingly better than everything that is learned.", () => {
  expect(chooseChampion([tried({ "rfm-sum": right(0.8) })]).champion).toBe("rfm-sum");
  expect(chooseChampion([tried({ recency: right(0.9) })]).champion).toBe("recency");
});

test("A single model is served in the place of the blend only where it is tellingly better.", () => {
  expect(chooseChampion([tried({ "bg-nbd": right(0.8) })]).champion).toBe("bg-nbd");
});

test("With fewer than 30 buyers in all trials, or fewer than 30 others, the model of small shops is served without a choice.", () => {
  const came = (buyers: number) => ({
    ...tried({}),
    bought: bought.map((_, row) => (row < buyers ? 1 : 0)),
  });
  expect(chooseChampion([came(10)]).champion).toBe("pareto-nbd");
  expect(chooseChampion([came(3)]).champion).toBe("pareto-nbd");
  expect(chooseChampion([]).champion).toBe("pareto-nbd");
});

test("Better is telling from half a percent of the loss on, or half over the root of the rarer outcomes where that is more.", () => {
  // Of 500 buyers the share is 2.2 %; the single model's loss is moved to both sides of it.
  const others = SINGLE_MODELS.filter((name) => name !== "bg-nbd");
  const served = (share: number): string => {
    const said = right(share);
    const predicted = new Map<ModelName, Float64Array>(others.map((name) => [name, right(0.7)]));
    return chooseChampion([{ predicted: predicted.set("bg-nbd", said), bought }]).champion;
  };
  const loss = (share: number): number => -share * Math.log(0.8) - (1 - share) * Math.log(0.2);
  const needed = 1 - 0.5 / Math.sqrt(ROWS / 2);
  expect(loss(0.71) / loss(0.7)).toBeGreaterThan(needed);
  expect(served(0.71)).toBe("blend");
  expect(loss(0.73) / loss(0.7)).toBeLessThan(needed);
  expect(served(0.73)).toBe("bg-nbd");
});

test("Learned weights take part from 100 buyers and 100 others on, boosted trees from 300.", () => {
  const partsOf = (buyers: number): string[] => {
    const came = bought.map((_, row) => (row < buyers ? 1 : 0));
    return chooseChampion([{ ...tried({}), bought: came }]).blend;
  };
  for (const buyers of [99, ROWS - 99])
    for (const learned of ["logistic-regression", "boosted-trees"])
      expect(partsOf(buyers)).not.toContain(learned);
  for (const buyers of [100, 299, ROWS - 299]) {
    expect(partsOf(buyers)).toContain("logistic-regression");
    expect(partsOf(buyers)).not.toContain("boosted-trees");
  }
  expect(partsOf(300)).toContain("boosted-trees");
});
