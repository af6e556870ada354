import type {
  TooShort,
  VisitsCard,
  VisitTask,
  VisitTaskCard,
} from "../../pipeline/predict/visits/visits-card.ts";
import type { Words } from "../words/use-words.ts";
import type { TrialView } from "./trial-view.ts";
import {
  isSimpleVisit,
  SIMPLE_VISIT_KEYS,
  VISIT_MODELS_IN_ORDER,
  VISIT_TASKS_IN_ORDER,
  visitModelWords,
  visitTaskWords,
} from "./visit-words.ts";

type PredictionWords = Words<"predictions">;

const isTooShort = (card: VisitTaskCard | TooShort): card is TooShort => "needDays" in card;

/** Who buys soon, over each horizon that can be told. */
export const viewVisits = (words: PredictionWords, card: VisitsCard): TrialView[] =>
  VISIT_TASKS_IN_ORDER.flatMap((task) => {
    const of = card.tasks[task];
    return isTooShort(of) ? [] : [viewVisitTask(words, { task, card: of, visits: card })];
  });

/** What the shop has too little of yet, each a sentence that counts down. */
export function visitsMissing(words: PredictionWords, card: VisitsCard): string[] {
  const { t, format } = words;
  const { purchases, enoughPurchases, tasks } = card;
  const missing: string[] = [];
  const say = (have: number, need: number, left: number) => ({
    count: left,
    amount: format.count(left),
    have: format.count(have),
    need: format.count(need),
  });
  if (purchases < enoughPurchases) {
    const left = enoughPurchases - purchases;
    missing.push(t("visit.missing.purchases", say(purchases, enoughPurchases, left)));
  }
  for (const task of VISIT_TASKS_IN_ORDER) {
    const of = tasks[task];
    if (!isTooShort(of)) continue;
    const left = Math.max(1, Math.ceil(of.needDays - of.haveDays));
    const span = visitTaskWords(words, task).short;
    missing.push(t("visit.missing.days", { ...say(of.haveDays, of.needDays, left), span }));
  }
  return missing;
}

function viewVisitTask(
  words: PredictionWords,
  { task, card, visits }: { task: VisitTask; card: VisitTaskCard; visits: VisitsCard },
): TrialView {
  const { t, format } = words;
  const isVisit = task === "hour" || task === "day";
  const said = {
    happened: format.count(card.outcomes.happened),
    amount: format.count(card.outcomes.count),
  };
  const why = whyServed(words, { card, visits, isVisit });
  return {
    key: task,
    ...visitTaskWords(words, task),
    served: { name: visitModelWords(words, card.champion).name, why: why.join(" ") },
    evidence: card.evidence,
    heldAgainst: isVisit ? t("heldAgainst.visits", said) : t("heldAgainst.people", said),
    models: VISIT_MODELS_IN_ORDER.flatMap((name) => {
      const judgement = card.models.find((one) => one.name === name);
      if (judgement === undefined) return [];
      const isServed = name === card.champion;
      return [{ name, words: visitModelWords(words, name), isServed, judgement }];
    }),
    bins: card.bins,
    who: isVisit ? "events" : "newcomers",
    backtest: [],
  };
}

/** In sentences. */
function whyServed(
  words: PredictionWords,
  of: { card: VisitTaskCard; visits: VisitsCard; isVisit: boolean },
): string[] {
  const { t, format } = words;
  const { card, visits, isVisit } = of;
  const { champion, blend } = card;
  if (isVisit && visits.purchases < visits.enoughPurchases) {
    return [
      t("visit.why.tooLittle", {
        have: format.count(visits.purchases),
        need: format.count(visits.enoughPurchases),
      }),
    ];
  }
  if (isSimpleVisit(champion)) {
    const how = t(`visit.rule.${SIMPLE_VISIT_KEYS[champion]}.inside`);
    return [t("visit.why.simple", { how })];
  }
  const parts = blend.map((part) => visitModelWords(words, part).name);
  return [
    champion === "blend"
      ? t("visit.why.blend", { parts: format.list(parts) })
      : t("visit.why.best"),
    ...gainOverSimple(words, card),
  ];
}

/** A gain of less reads as none. */
const NOTICEABLE = 0.01;

function gainOverSimple(words: PredictionWords, { champion, models }: VisitTaskCard): string[] {
  const own = models.find(({ name }) => name === champion)?.loss ?? null;
  const rules = models.filter(({ name, loss }) => isSimpleVisit(name) && loss !== null);
  const [best] = rules.toSorted((a, b) => (a.loss ?? 0) - (b.loss ?? 0));
  if (own === null || best === undefined || !((best.loss ?? 0) > 0)) return [];
  const share = 1 - own / (best.loss ?? 1);
  const rule = visitModelWords(words, best.name).name;
  return [
    share >= NOTICEABLE
      ? words.t("why.gain", { share: words.format.share(share, 1), rule })
      : words.t("why.noGain", { rule }),
  ];
}
