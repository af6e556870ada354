import { levelledLogLoss } from "../backtest/levelled-loss.ts";
import { BLEND_PARTS, SINGLE_MODELS, TRIVIAL_MODELS } from "./fitted-model.ts";
import type { BlendPart, ModelName, SingleModelName } from "./fitted-model.ts";
import { mixProbabilities } from "./mix.ts";

/** What every model said at a trial, and what came. */
export interface TriedModels {
  predicted: ReadonlyMap<ModelName, Float64Array>;
  bought: Float64Array;
}

/** Half a percent of the loss: with the customers that shops have, smaller differences are chance. */
const TELLING = 0.005;

/** Fewer buyers than this in all trials, or fewer others, decide nothing. */
const ENOUGH_TO_JUDGE = 30;

/** What learned columns need before they are trusted at all: so many buyers, and so many others. */
const ENOUGH_TO_LEARN: Partial<Record<SingleModelName, number>> = {
  "logistic-regression": 100,
  "boosted-trees": 300,
};

/**
 * Which model is served. The blend begins with all its parts and loses those without which it is tellingly better;
 * a single model is served in its place only where it is tellingly better, and the trivial one that did best wherever
 * nothing beats it. Where too little came to judge by, the blend of what needs no learning is served.
 */
export function chooseChampion(tried: readonly TriedModels[]): {
  blend: BlendPart[];
  champion: ModelName;
} {
  const rarer = rarerOutcomes(tried);
  const learnable = (name: SingleModelName): boolean => rarer >= (ENOUGH_TO_LEARN[name] ?? 0);
  const parts = BLEND_PARTS.filter(learnable);
  if (rarer < ENOUGH_TO_JUDGE) return { blend: parts, champion: "blend" };

  const lossOf = (names: readonly SingleModelName[]): number =>
    mean(
      tried.map(({ predicted, bought }) =>
        levelledLogLoss(
          mixProbabilities(names.flatMap((name) => predicted.get(name) ?? [])),
          bought,
        ),
      ),
    );
  const blend = dropWhatHarms(parts, lossOf);
  const blendLoss = lossOf(blend);
  const best = bestOf(SINGLE_MODELS.filter(learnable), lossOf);
  if (best.loss < blendLoss * (1 - TELLING)) return { blend, champion: best.name };
  const trivial = bestOf(TRIVIAL_MODELS, lossOf);
  return { blend, champion: trivial.loss <= blendLoss ? trivial.name : "blend" };
}

function dropWhatHarms(
  all: readonly BlendPart[],
  lossOf: (names: readonly SingleModelName[]) => number,
): BlendPart[] {
  let parts = [...all];
  let loss = lossOf(parts);
  while (parts.length > 1) {
    const [first, ...others] = parts
      .map((part) => parts.filter((other) => other !== part))
      .map((left) => ({ left, loss: lossOf(left) }));
    if (first === undefined) break;
    const best = others.reduce((a, b) => (b.loss < a.loss ? b : a), first);
    if (best.loss >= loss * (1 - TELLING)) break;
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

function rarerOutcomes(tried: readonly TriedModels[]): number {
  const rows = tried.reduce((sum, { bought }) => sum + bought.length, 0);
  const happened = tried.reduce(
    (sum, { bought }) => sum + bought.reduce((all, one) => all + one, 0),
    0,
  );
  return Math.min(happened, rows - happened);
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
