import { describe, expect, it } from "vitest";
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

describe("the champion", () => {
  it("is the blend where its parts are as good as anything", () => {
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

  it("does not blend what harms", () => {
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

  it("is the trivial rule where nothing beats it", () => {
    expect(chooseChampion([tried({ "rfm-sum": right(0.8) })]).champion).toBe("rfm-sum");
    expect(chooseChampion([tried({ recency: right(0.9) })]).champion).toBe("recency");
  });

  it("is a single model that is tellingly better than the blend", () => {
    expect(chooseChampion([tried({ "bg-nbd": right(0.8) })]).champion).toBe("bg-nbd");
  });

  it("is what needs no choice where too little came to judge by", () => {
    const came = (buyers: number) => ({
      ...tried({}),
      bought: bought.map((_, row) => (row < buyers ? 1 : 0)),
    });
    expect(chooseChampion([came(10)]).champion).toBe("pareto-nbd");
    expect(chooseChampion([came(3)]).champion).toBe("pareto-nbd");
    expect(chooseChampion([]).champion).toBe("pareto-nbd");
  });
});
