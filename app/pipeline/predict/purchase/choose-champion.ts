import { levelledLogLoss } from "../backtest/levelled-loss.ts";
import { rarerOutcomes } from "../backtest/rarer-outcomes.ts";
import { BLEND_PARTS, SINGLE_MODELS } from "./fitted-model.ts";
import type { BlendPart, ModelName, SingleModelName } from "./fitted-model.ts";
import { SMALL_SHOP_MODEL } from "../purchase-models/fitted-purchases.ts";
import { mixProbabilities } from "./mix.ts";

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

/**
 * By what share of the loss a model must be better before it counts as better. Below it, differences are chance: they
 * shrink with the root of the number of outcomes, and half a percent is the least that anybody would notice.
 */
export const telling = (rarer: number): number => Math.max(0.005, 0.5 / Math.sqrt(rarer));

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
  const enough = telling(rarer);
  const blend = dropWhatHarms(parts, { lossOf, enough });
  const best = bestOf(SINGLE_MODELS.filter(learnable), lossOf);
  const isBetter = best.loss < lossOf(blend) * (1 - enough);
  return { blend, champion: isBetter ? best.name : "blend" };
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

function bestOf(
  names: readonly SingleModelName[],
  lossOf: (names: readonly SingleModelName[]) => number,
): { name: SingleModelName; loss: number } {
  return names
    .map((name) => ({ name, loss: lossOf([name]) }))
    .reduce((best, next) => (next.loss < best.loss ? next : best));
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
