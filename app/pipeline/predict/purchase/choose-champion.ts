import { chooseByTrial, tellingAmong } from "../backtest/choose.ts";
import { levelledLogLoss } from "../backtest/levelled-loss.ts";
import { rarerOutcomes } from "../backtest/rarer-outcomes.ts";
import { BLEND_PARTS, SINGLE_MODELS } from "./fitted-model.ts";
import type { BlendPart, ModelName, SingleModelName } from "./fitted-model.ts";
import { SMALL_SHOP_MODEL } from "../purchase-models/fitted-purchases.ts";
import { mixProbabilities } from "../calibration/mix.ts";

/** What every model said at a trial, and what came. */
export interface TriedModels {
  predicted: ReadonlyMap<ModelName, Float64Array>;
  bought: Float64Array;
}

/** What is served: one model, or the blend of the named parts. */
export interface Champion {
  champion: ModelName;
  blend: BlendPart[];
}

/** Fewer buyers than this in all trials, or fewer others, decide nothing. */
export const ENOUGH_TO_JUDGE = 30;

/** What learned columns need before they are trusted at all: so many buyers, and so many others. */
export const ENOUGH_TO_LEARN = { "logistic-regression": 100, "boosted-trees": 300 } as const;

/**
 * Which model is served. The blend begins with all its parts and loses those without which it is tellingly better;
 * a single model is served in its place only where it is tellingly better, a trivial one among them. Where too little
 * came to judge by, the model of repeat purchase is served that did best for small shops.
 */
export function chooseChampion(tried: readonly TriedModels[]): Champion {
  const rarer = rarerOutcomes(tried);
  const learnable = (name: SingleModelName): boolean =>
    rarer >= (name in ENOUGH_TO_LEARN ? ENOUGH_TO_LEARN[name as keyof typeof ENOUGH_TO_LEARN] : 0);
  const parts = BLEND_PARTS.filter(learnable);
  if (rarer < ENOUGH_TO_JUDGE) return { blend: parts, champion: SMALL_SHOP_MODEL };

  const lossOf = (names: readonly SingleModelName[]): number =>
    mean(
      tried.map(({ predicted, bought }) =>
        levelledLogLoss(
          mixProbabilities(names.flatMap((name) => predicted.get(name) ?? [])),
          bought,
        ),
      ),
    );
  const enough = tellingAmong(rarer);
  const blend = dropWhatHarms(parts, { lossOf, enough });
  const champion = chooseByTrial<ModelName>({
    usual: "blend",
    others: SINGLE_MODELS.filter(learnable),
    lossOf: (name) => lossOf(name === "blend" ? blend : [name]),
    telling: enough,
  });
  return { blend, champion };
}

function dropWhatHarms(
  all: readonly BlendPart[],
  by: { lossOf: (names: readonly SingleModelName[]) => number; enough: number },
): BlendPart[] {
  const { lossOf, enough } = by;
  let parts = [...all];
  let loss = lossOf(parts);
  while (parts.length > 1) {
    const [first, ...others] = parts
      .map((part) => parts.filter((other) => other !== part))
      .map((left) => ({ left, loss: lossOf(left) }));
    if (first === undefined) break;
    const best = others.reduce((a, b) => (b.loss < a.loss ? b : a), first);
    if (best.loss >= loss * (1 - enough)) break;
    ({ left: parts, loss } = best);
  }
  return parts;
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
