import type { ENOUGH_TO_JUDGE } from "../../pipeline/predict/purchase/choose-champion.ts";
import type { ModelName } from "../../pipeline/predict/purchase/fitted-model.ts";
import type { TaskCard } from "../../pipeline/predict/shop/model-card.ts";
import type { Words } from "../words/use-words.ts";
import { daysWords } from "./horizon-words.ts";
import { isSimple, modelWords, SIMPLE_KEYS } from "./model-words.ts";

type PredictionWords = Words<"predictions">;

/** The pipeline's own bound, which only its type can cross into the browser. */
const ENOUGH: typeof ENOUGH_TO_JUDGE = 30;

/** A gain of less reads as none. */
const NOTICEABLE = 0.01;

export interface Choice {
  /** The model that is served. A blend of one part is that part. */
  served: ModelName;
  name: string;
  why: string;
}

/** Which model says who orders within a horizon, and why this one. */
export function describeChoice(words: PredictionWords, card: TaskCard): Choice {
  const [only, ...others] = card.blend as ModelName[];
  const isOnePart = card.champion === "blend" && only !== undefined && others.length === 0;
  const served = isOnePart ? only : card.champion;
  const sentences = [...whyServed(words, card, served), ...whyStretched(words, card)];
  return { served, name: modelWords(words, served).name, why: sentences.join(" ") };
}

/** In sentences. */
function whyServed(words: PredictionWords, card: TaskCard, served: ModelName): string[] {
  const { t, format } = words;
  const { happened, count } = card.outcomes;
  if (Math.min(happened, count - happened) < ENOUGH) {
    return [
      t("why.tooLittle", { count, happened: format.count(happened), amount: format.count(count) }),
    ];
  }
  if (isSimple(served)) return [t("why.simple", { how: t(`rule.${SIMPLE_KEYS[served]}.inside`) })];
  const gain = whatGained(words, gainOverSimple(card));
  if (served !== "blend") return [t("why.best"), ...gain];
  const parts = (card.blend as ModelName[]).map((part) => modelWords(words, part).name);
  return [t("why.blend", { parts: format.list(parts) }), ...gain];
}

function whatGained(words: PredictionWords, gain: Gain | null): string[] {
  if (gain === null) return [];
  const rule = modelWords(words, gain.name).name;
  return [
    gain.share >= NOTICEABLE
      ? words.t("why.gain", { share: words.format.share(gain.share, 1), rule })
      : words.t("why.noGain", { rule }),
  ];
}

interface Gain {
  name: ModelName;
  share: number;
}

/** By what share of its loss the served model is better than the best rule that anybody could apply. */
function gainOverSimple({ models, champion }: TaskCard): Gain | null {
  const lossOf = models.find(({ name }) => name === champion)?.levelledLogLoss;
  const [first, ...rules] = models.filter(({ name }) => isSimple(name));
  if (lossOf === undefined || first === undefined) return null;
  const best = rules.reduce((a, b) => (b.levelledLogLoss < a.levelledLogLoss ? b : a), first);
  if (!(best.levelledLogLoss > 0)) return null;
  return { name: best.name, share: 1 - lossOf / best.levelledLogLoss };
}

function whyStretched(words: PredictionWords, { horizonDays, learnedDays }: TaskCard): string[] {
  if (learnedDays >= horizonDays) return [];
  const said = { learned: daysWords(words, learnedDays), whole: daysWords(words, horizonDays) };
  return [words.t("why.stretched", said)];
}
