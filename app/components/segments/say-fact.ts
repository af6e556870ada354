import type { Fact } from "../../pipeline/segment/fact.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { Words } from "../words/use-words.ts";
import { windowWords } from "./describe-span.ts";
import { filterWords } from "./describe-things.ts";
import { percentWords } from "./percent-words.ts";
import { plainNumber } from "./plain-number.ts";
import { inSentence, relationWords } from "./relation-words.ts";
import { sayCount, saySum } from "./say-amount.ts";
import { sayFollowed, sayNever, sayNotFollowed, saySince } from "./say-course.ts";
import { sayNextOrder, sayPrediction, sayRevenue } from "./say-outlook.ts";

const MICRO_PER_TENTH = 100_000;

/** One fact as a phrase that can stand within a sentence. */
export function sayFact(words: Words<"conditions">, fact: Fact): string {
  const { t } = words;
  switch (fact.kind) {
    case "empty":
      return t(`reason.empty.${fact.of}`);
    case "left-out":
      return t("reason.leftOut");
    case "written":
      return fact.text;
    case "score":
      return sayScore(words, fact);
    case "score-unknown": {
      const why = t(`reason.why.${fact.why}`);
      return t("reason.scoreUnknown", { score: t(`common:score.${fact.score}`), why });
    }
    case "prediction":
      return sayPrediction(words, fact);
    case "prediction-unknown":
      return t(`reason.predictionUnknown.${fact.of}`);
    case "next-order":
      return sayNextOrder(words, fact);
    case "next-order-unknown":
      return t("reason.next.unknown");
    case "rfm":
      return sayRfm(words, fact);
    case "rfm-group":
      return t("reason.rfmGroup", { group: t(`common:rfm.${fact.group}`) });
    case "rfm-unknown":
      return t(`reason.why.${fact.why}`);
    case "count":
      return sayCount(words, fact);
    case "sum":
      return saySum(words, fact);
    case "share":
      return sayShare(words, fact);
    case "no-orders":
      return t("reason.noOrders", { when: windowWords(words, fact.window) });
    case "no-revenue":
      return t("reason.noRevenue");
    case "revenue-unknown":
      return t("reason.why.no-benchmarks-yet");
    case "revenue":
      return sayRevenue(words, [fact]);
    case "since":
      return saySince(words, [fact]);
    case "never":
      return sayNever(words, fact.of);
    case "followed":
      return sayFollowed(words, fact);
    case "not-followed":
      return sayNotFollowed(words, fact);
    case "consent":
      return inSentence(t(`consent.${fact.channel}`, { states: t(`state.${fact.state}`) }));
    case "tag":
      return t(`reason.tag.${fact.met ? "met" : "unmet"}`, { tag: fact.tag });
    case "segment":
      return t(`reason.segment.${fact.met ? "met" : "unmet"}`, { handle: fact.handle });
    case "person":
      return t(`reason.person.${fact.is}`);
    default:
      return assertNever(fact);
  }
}

/** Rounded down, so that a score just under a threshold never reads as if it had reached it. */
function sayScore(words: Words<"conditions">, fact: Extract<Fact, { kind: "score" }>): string {
  const { t, format } = words;
  return t("reason.score", {
    score: t(`common:score.${fact.score}`),
    points: format.decimal(Math.floor(fact.points / MICRO_PER_TENTH) / 10, 1),
    limit: relationWords(words, fact.relation, plainNumber(format, fact.limit)),
  });
}

function sayRfm(words: Words<"conditions">, fact: Extract<Fact, { kind: "rfm" }>): string {
  const { t } = words;
  const told = t("value.fifth", { fifth: fact.fifth });
  const limit = relationWords(words, fact.relation, String(fact.limit));
  return inSentence(t(`rfm.${fact.axis}`, { limit: t("reason.toldOf", { told, limit }) }));
}

function sayShare(words: Words<"conditions">, fact: Extract<Fact, { kind: "share" }>): string {
  const { t, format } = words;
  const { count: part, orders: count, where, window } = fact;
  return t("reason.share", {
    part: format.count(part),
    count,
    amount: format.count(count),
    filters: filterWords(words, where),
    when: windowWords(words, window),
    limit: relationWords(words, fact.relation, percentWords(words, fact.limit)),
  });
}
