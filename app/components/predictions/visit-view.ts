import type {
  TooShort,
  VisitsCard,
  VisitTask,
  VisitTaskCard,
} from "../../pipeline/predict/visits/visits-card.ts";
import { formatCount, formatShare } from "../format/format-number.ts";
import { listWords, lowerFirst } from "./sentence-words.ts";
import type { TrialView } from "./trial-view.ts";
import {
  VISIT_MODEL_WORDS,
  VISIT_MODELS_IN_ORDER,
  VISIT_TASK_WORDS,
  VISIT_TASKS_IN_ORDER,
} from "./visit-words.ts";

const isTooShort = (card: VisitTaskCard | TooShort): card is TooShort => "needDays" in card;

/** Who buys soon, over each horizon that can be told. */
export const viewVisits = (card: VisitsCard): TrialView[] =>
  VISIT_TASKS_IN_ORDER.flatMap((task) => {
    const of = card.tasks[task];
    return isTooShort(of) ? [] : [viewVisitTask(task, of, card)];
  });

/** What the shop has too little of yet, each a sentence that counts down. */
export function visitsMissing({ purchases, enoughPurchases, tasks }: VisitsCard): string[] {
  const count = (have: number, need: number): string =>
    `(${formatCount(have)} of ${formatCount(need)})`;
  const missing: string[] = [];
  if (purchases < enoughPurchases)
    missing.push(
      `${formatCount(enoughPurchases - purchases)} more purchases until what visitors do is weighed by your shop's own past ${count(purchases, enoughPurchases)}. Until then the intent points are served.`,
    );
  for (const task of VISIT_TASKS_IN_ORDER) {
    const card = tasks[task];
    if (!isTooShort(card)) continue;
    const left = Math.max(1, Math.ceil(card.needDays - card.haveDays));
    missing.push(
      `${formatCount(left)} more ${left === 1 ? "day" : "days"} of visits until ${VISIT_TASK_WORDS[task].short} can be told before a first order ${count(card.haveDays, card.needDays)}`,
    );
  }
  return missing;
}

function viewVisitTask(task: VisitTask, card: VisitTaskCard, visits: VisitsCard): TrialView {
  const { happened, count } = card.outcomes;
  const isVisit = task === "hour" || task === "day";
  return {
    key: task,
    ...VISIT_TASK_WORDS[task],
    served: { name: VISIT_MODEL_WORDS[card.champion].name, why: whyServed(card, visits, isVisit) },
    evidence: card.evidence,
    heldAgainst: isVisit
      ? `${formatCount(happened)} purchases in ${formatCount(count)} visits.`
      : `${formatCount(happened)} of ${formatCount(count)} people ordered in the trials.`,
    models: VISIT_MODELS_IN_ORDER.flatMap((name) => {
      const model = card.models.find((one) => one.name === name);
      if (model === undefined) return [];
      const isServed = name === card.champion;
      return [{ name, words: VISIT_MODEL_WORDS[name], isServed, judgement: model }];
    }),
    bins: card.bins,
    who: isVisit ? "events of visitors" : "people who never ordered",
  };
}

function whyServed(card: VisitTaskCard, visits: VisitsCard, isVisit: boolean): string {
  const { champion, blend } = card;
  const words = VISIT_MODEL_WORDS[champion];
  if (isVisit && visits.purchases < visits.enoughPurchases)
    return `Your shop's visitors have made ${formatCount(visits.purchases)} purchases so far. From ${formatCount(visits.enoughPurchases)} on, what they do is weighed by your shop's own past.`;
  if (words.isSimple)
    return `A simple rule: ${lowerFirst(words.how)} Nothing more elaborate did noticeably better here.`;
  const did =
    champion === "blend"
      ? `The mean of ${listWords(blend.map((part) => VISIT_MODEL_WORDS[part].name))}: no model alone did noticeably better on later visits.`
      : "It did best on later time.";
  return `${did}${gainOverSimple(card)}`;
}

/** A gain of less reads as none. */
const NOTICEABLE = 0.01;

function gainOverSimple({ champion, models }: VisitTaskCard): string {
  const own = models.find(({ name }) => name === champion)?.loss ?? null;
  const rules = models.filter(
    ({ name, loss }) => VISIT_MODEL_WORDS[name].isSimple && loss !== null,
  );
  const [best] = rules.toSorted((a, b) => (a.loss ?? 0) - (b.loss ?? 0));
  if (own === null || best === undefined || !((best.loss ?? 0) > 0)) return "";
  const share = 1 - own / (best.loss ?? 1);
  const rule = VISIT_MODEL_WORDS[best.name].name;
  return share >= NOTICEABLE
    ? ` Its error is ${formatShare(share, 1)} smaller than that of the best simple rule (${rule}).`
    : ` The best simple rule (${rule}) is about as good here.`;
}
