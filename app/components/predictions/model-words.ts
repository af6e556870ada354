import type { ModelName } from "../../pipeline/predict/purchase/fitted-model.ts";
import type { Words } from "../words/use-words.ts";

export interface ModelWords {
  name: string;
  /** What it goes by, in one sentence. */
  how: string;
  /** Anybody could apply it without Kindling. */
  isSimple: boolean;
}

/** Rules that anybody could apply, and under what name the catalogs have their words. */
export const SIMPLE_KEYS = {
  "base-rate": "baseRate",
  recency: "recency",
  frequency: "frequency",
  "rfm-sum": "rfmSum",
  "decayed-count": "decayedCount",
} as const satisfies Partial<Record<ModelName, string>>;

const LEARNED_KEYS = {
  "bg-nbd": "bgNbd",
  "mbg-nbd": "mbgNbd",
  "pareto-nbd": "paretoNbd",
  "logistic-regression": "logisticRegression",
  "boosted-trees": "boostedTrees",
  blend: "blend",
} as const satisfies Record<Exclude<ModelName, SimpleName>, string>;

type SimpleName = keyof typeof SIMPLE_KEYS;

export const isSimple = (name: ModelName): name is SimpleName => Object.hasOwn(SIMPLE_KEYS, name);

export const modelWords = ({ t }: Words<"predictions">, name: ModelName): ModelWords =>
  isSimple(name)
    ? {
        name: t(`rule.${SIMPLE_KEYS[name]}.name`),
        how: t(`rule.${SIMPLE_KEYS[name]}.how`),
        isSimple: true,
      }
    : {
        name: t(`model.${LEARNED_KEYS[name]}.name`),
        how: t(`model.${LEARNED_KEYS[name]}.how`),
        isSimple: false,
      };

/** The order in which models are listed: the simple rules last, as what the others are held against. */
export const MODELS_IN_ORDER = [
  ...Object.keys(SIMPLE_KEYS),
  ...Object.keys(LEARNED_KEYS),
].toReversed() as ModelName[];
