import type {
  Atom,
  Comparison,
  CountAtom,
  NextOrderAtom,
  Prediction,
  PredictionAtom,
  SequenceAtom,
  SumAtom,
} from "../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import { GROUP_WORDS } from "../customers/rfm-words.ts";
import { SCORE_WORDS } from "../scores/score-words.ts";
import { durationWords, windowWords } from "./describe-span.ts";
import { filterWords, momentWords, thingNouns, thingWords } from "./describe-things.ts";
import { listWords, withArticle } from "./list-words.ts";

const COMPARED: Record<Comparison, string> = {
  "at-least": "at least",
  "more-than": "more than",
  "at-most": "at most",
  "less-than": "less than",
  exactly: "exactly",
};

const PREDICTIONS: Record<Prediction, string> = {
  "order-1-hour": "chance of an order within an hour",
  "order-24-hours": "chance of an order within 24 hours",
  "order-7-days": "chance of an order within 7 days",
  "order-30-days": "chance of an order within 30 days",
  "order-horizon": "chance of an order within your shop’s own span",
  churn: "chance of leaving",
  vip: "chance of becoming a VIP",
  "lifetime-value": "expected value of the next year",
};

const AXES = { recency: "Recency", frequency: "Frequency", monetary: "Money" };

/** One atom as a sentence without its full stop. */
export function describeAtom(atom: Atom): string {
  switch (atom.kind) {
    case "score":
      return `${SCORE_WORDS[atom.score].label} is ${COMPARED[atom.comparison]} ${atom.points} points`;
    case "prediction":
      return describePrediction(atom);
    case "next-order":
      return describeNextOrder(atom);
    case "rfm":
      return `${AXES[atom.axis]} is ${COMPARED[atom.comparison]} ${atom.fifth} of 5`;
    case "rfm-group":
      return `Is among ${listWords(atom.groups.map((group) => GROUP_WORDS[group].label))}`;
    case "count":
      return describeCount(atom);
    case "sum":
      return describeSum(atom);
    case "share":
      return `Of all orders${windowWords(atom.window)} ${COMPARED[atom.comparison]} ${atom.percent}% were ones${filterWords(atom.where)}`;
    case "revenue": {
      const comparison = atom.comparison === "reaches" ? "reaches" : "is above";
      return `Net revenue of the last 365 days ${comparison} ${percentileWords(atom.percentile)}`;
    }
    case "since":
      return `The ${momentWords(atom.moment)} was ${COMPARED[atom.comparison]} ${durationWords(atom.duration)} ago`;
    case "sequence":
      return describeSequence(atom);
    case "consent": {
      const states = atom.states.map((state) => state.replaceAll("_", " "));
      const channel = atom.channel === "email" ? "email" : "text messages";
      return `Consent to ${channel} is ${listWords(states)}`;
    }
    case "tag":
      return `Carries the tag “${atom.tag}”`;
    case "segment":
      return `Is in the segment “${atom.handle}”`;
    case "person":
      return atom.is === "customer" ? "Is a customer" : "Is a visitor who is not known by name yet";
    default:
      return assertNever(atom);
  }
}

const percentileWords = (percentile: number): string =>
  percentile === 50 ? "your customers’ median" : `that of your customers’ top ${100 - percentile}%`;

function describePrediction({ of, bound, comparison, value }: PredictionAtom): string {
  const name = bound === "expected" ? PREDICTIONS[of] : `${bound} end of the ${PREDICTIONS[of]}`;
  const limit = of === "lifetime-value" ? `${value} in your currency` : `${value}%`;
  return `The ${name} is ${COMPARED[comparison]} ${limit}`;
}

const describeNextOrder = ({ comparison, duration }: NextOrderAtom): string =>
  comparison === "less-than"
    ? `The next order is expected in less than ${durationWords(duration)}`
    : `The next order is not expected before ${durationWords(duration)} have passed`;

function describeCount({ of, each, window, comparison, count }: CountAtom): string {
  const span = `${each === null ? "" : " of one product"}${windowWords(window)}`;
  const limit = COMPARED[comparison];
  if (of.kind === "signals") {
    const times = count === 1 ? "once" : `${count} times`;
    return `There was ${withArticle(thingWords(of))} ${limit} ${times}${span}`;
  }
  const orders = `${count === 1 ? "order" : "orders"}${filterWords(of.where)}`;
  return `${limit.charAt(0).toUpperCase()}${limit.slice(1)} ${count} ${orders}${span}`;
}

function describeSum({ of, money, window, comparison, amount }: SumAtom): string {
  const part = { whole: "", products: " for these products", "one-product": " for one product" };
  const what =
    of.kind === "orders"
      ? `Orders${filterWords(of.where)}${part[money]}`
      : `The price at every ${thingWords(of)}${money === "one-product" ? part[money] : ""}`;
  return `${what}${windowWords(window)} came to ${COMPARED[comparison]} ${amount} in your currency`;
}

function describeSequence({ moment, followed, by, within }: SequenceAtom): string {
  const start = `${moment.kind === "first" ? "The first" : "The last"} ${thingWords(moment.of)}`;
  const others = [...new Set(by.flatMap(thingNouns))];
  const span = within === null ? "" : ` within ${durationWords(within)}`;
  return followed === "some"
    ? `${start} was followed by ${listWords(others.map(withArticle))}${span}`
    : `${start} was followed by no ${listWords(others)}${span}`;
}
