import type { ModelName } from "../../pipeline/predict/purchase/fitted-model.ts";

export interface ModelWords {
  name: string;
  /** What it goes by, in one sentence. */
  how: string;
  /** Anybody could apply it without Kindling. */
  isSimple: boolean;
}

export const MODEL_WORDS: Record<ModelName, ModelWords> = {
  "base-rate": {
    name: "Same for all",
    how: "Tells every customer your shop's average.",
    isSimple: true,
  },
  recency: { name: "Last order", how: "Who ordered last comes back first.", isSimple: true },
  frequency: {
    name: "Number of orders",
    how: "Who ordered most often comes back first.",
    isSimple: true,
  },
  "rfm-sum": {
    name: "RFM sum",
    how: "The classes of recency, frequency and money, added up.",
    isSimple: true,
  },
  "decayed-count": {
    name: "Fading orders",
    how: "Counts orders, older ones for less.",
    isSimple: true,
  },
  "bg-nbd": {
    name: "Purchase rhythm, BG/NBD",
    how: "Customers buy at a rhythm of their own and may leave after any repeat purchase.",
    isSimple: false,
  },
  "mbg-nbd": {
    name: "Purchase rhythm, MBG/NBD",
    how: "Customers buy at a rhythm of their own and may leave after any purchase, the first included.",
    isSimple: false,
  },
  "pareto-nbd": {
    name: "Purchase rhythm, Pareto/NBD",
    how: "Customers buy at a rhythm of their own and may leave at any time.",
    isSimple: false,
  },
  "logistic-regression": {
    name: "Weighed signs",
    how: "A regression that weighs orders and behavior as your shop's past says.",
    isSimple: false,
  },
  "boosted-trees": {
    name: "Boosted trees",
    how: "Many small decision trees, each mending what the others got wrong.",
    isSimple: false,
  },
  blend: { name: "Blend", how: "The mean of several models.", isSimple: false },
};

/** The order in which models are listed: the simple rules last, as what the others are held against. */
export const MODELS_IN_ORDER = (Object.keys(MODEL_WORDS) as ModelName[]).toReversed();
