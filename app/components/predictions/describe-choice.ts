import type { ENOUGH_TO_JUDGE } from "../../pipeline/predict/purchase/choose-champion.ts";
import type { ModelName } from "../../pipeline/predict/purchase/fitted-model.ts";
import type { TaskCard } from "../../pipeline/predict/shop/model-card.ts";
import { formatCount, formatCounted, formatShare } from "../format/format-number.ts";
import { daysWords } from "./horizon-words.ts";
import { listWords, lowerFirst } from "./sentence-words.ts";
import { MODEL_WORDS } from "./model-words.ts";

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
export function describeChoice(card: TaskCard): Choice {
  const [only, ...others] = card.blend as ModelName[];
  const isOnePart = card.champion === "blend" && only !== undefined && others.length === 0;
  const served = isOnePart ? only : card.champion;
  const name = MODEL_WORDS[served].name;
  return { served, name, why: [whyServed(card, served), whyStretched(card)].join(" ").trim() };
}

function whyServed(card: TaskCard, served: ModelName): string {
  const { happened, count } = card.outcomes;
  if (Math.min(happened, count - happened) < ENOUGH) {
    return `Too little has come true to choose by: ${formatCount(happened)} of ${formatCounted(count, "customer")} ordered in the trials. Until there is more, what did best for small shops is used.`;
  }
  if (MODEL_WORDS[served].isSimple) {
    return `A simple rule: ${lowerFirst(MODEL_WORDS[served].how)} Nothing more elaborate beat it here.`;
  }
  const gain = gainOverSimple(card);
  const against =
    gain === null
      ? ""
      : gain.share >= NOTICEABLE
        ? ` Its error is ${formatShare(gain.share, 1)} smaller than that of the best simple rule (${MODEL_WORDS[gain.name].name}).`
        : ` The best simple rule (${MODEL_WORDS[gain.name].name}) is about as good here.`;
  if (served !== "blend") return `It did best in the trials.${against}`;
  const parts = (card.blend as ModelName[]).map((part) => MODEL_WORDS[part].name);
  return `The mean of ${listWords(parts)}: no model alone did noticeably better in the trials.${against}`;
}

/** By what share of its loss the served model is better than the best rule that anybody could apply. */
function gainOverSimple({ models, champion }: TaskCard): { name: ModelName; share: number } | null {
  const lossOf = models.find(({ name }) => name === champion)?.levelledLogLoss;
  const [first, ...rules] = models.filter(({ name }) => MODEL_WORDS[name].isSimple);
  if (lossOf === undefined || first === undefined) return null;
  const best = rules.reduce((a, b) => (b.levelledLogLoss < a.levelledLogLoss ? b : a), first);
  if (!(best.levelledLogLoss > 0)) return null;
  return { name: best.name, share: 1 - lossOf / best.levelledLogLoss };
}

function whyStretched({ horizonDays, learnedDays }: TaskCard): string {
  return learnedDays < horizonDays
    ? `Learned over ${daysWords(learnedDays)} and stretched to ${daysWords(horizonDays)}, since your history is too short to watch the whole span.`
    : "";
}
