import type { Advise, Situation } from "./advice.ts";
import { ATOM_STARTS } from "./condition-starts.ts";
import { nearestWord } from "./nearest-word.ts";
import { respellLength } from "./odd-pieces.ts";
import { quote } from "./tokens.ts";
import type { Token } from "./tokens.ts";

const STARTS: readonly string[] = [...ATOM_STARTS.words.map(({ text }) => text), "not", "("];
const EQUALITY: readonly string[] = ["=", "==", "is", "equals"];

const offers = ({ choices }: Situation, text: string): boolean =>
  choices.some((choice) => choice.text === text);

const tokenBefore = ({ reader }: Situation): Token | null => reader.tokens[reader.at - 1] ?? null;

/** "count order >= 2 in 30 days" */
const adviseWindowFirst: Advise = (situation) =>
  situation.here.is === "in" &&
  offers(situation, "and") &&
  tokenBefore(situation)?.kind === "number"
    ? {
        message: "A window stands before the comparison, as in “count order in 30 days >= 2”.",
        suggestion: null,
      }
    : null;

/** "last order 30 days ago" */
const adviseLengthComparison: Advise = (situation) =>
  situation.here.kind === "number" &&
  offers(situation, "at least") &&
  offers(situation, "less than")
    ? {
        message: `Nothing is ever exactly so long ago: write “at least” or “less than” before ${situation.here.is}.`,
        suggestion: `at least ${situation.here.is}`,
      }
    : null;

/** "in 30", "in 2 weeks" */
const adviseUnit: Advise = (situation) => {
  const number = tokenBefore(situation);
  if (!offers(situation, "days") || number?.kind !== "number") return null;
  const { here } = situation;
  const respelled = here.kind === "word" ? respellLength(number.is, here.is) : null;
  if (respelled !== null) {
    return {
      message: `Lengths of time are in days, hours or minutes: write ${respelled}.`,
      suggestion: respelled,
      start: number.start,
    };
  }
  if (here.kind === "word" && !STARTS.includes(here.is) && here.is !== "ago") return null;
  return {
    message: `A length of time needs its unit: days, hours or minutes after ${number.is}.`,
    suggestion: `${number.is} days`,
    start: number.start,
    end: number.end,
  };
};

/** "count order in 30 days ago >= 2" */
const adviseNoAgo: Advise = (situation) =>
  situation.here.is === "ago" && !offers(situation, "ago")
    ? {
        message: "“ago” stands after “less than” or “at least”, not after a window: leave it out.",
        suggestion: "",
      }
    : null;

/** "intent = 50" */
const adviseNoEquality: Advise = (situation) =>
  EQUALITY.includes(situation.here.is) && offers(situation, ">=") && !offers(situation, "=")
    ? {
        message: "This is hardly ever exactly one number: compare it by >= or <=.",
        suggestion: ">=",
      }
    : null;

/** "share order[discounted] >= 0.8" */
const advisePercent: Advise = (situation) => {
  const number = tokenBefore(situation);
  if (situation.choices[0]?.text !== "%" || number?.kind !== "number") return null;
  const isFraction = Number(number.is) > 0 && Number(number.is) <= 1;
  const percent = `${isFraction ? Number((Number(number.is) * 100).toPrecision(12)) : number.is}%`;
  return {
    message: `A share of orders is in percent: write ${percent}.`,
    suggestion: percent,
    start: number.start,
    end: number.end,
  };
};

/** "intent >= 50 engagement >= 20" */
const adviseJoint: Advise = (situation) =>
  STARTS.includes(situation.here.is) && offers(situation, "and")
    ? {
        message: `Between two conditions stands “and” or “or”: write one of them before “${situation.here.is}”.`,
        suggestion: `and ${situation.here.is}`,
      }
    : null;

/** "(count order >= 2))" */
const adviseNoClosing: Advise = ({ here, choices }) =>
  [")", "]"].includes(here.is) && choices.some(({ form }) => form === "end")
    ? { message: `This “${here.is}” closes nothing: leave it out.`, suggestion: "" }
    : null;

/** "tag wholesale" */
const adviseQuotes: Advise = ({ here, choices }) => {
  const name = choices.find(({ form }) => form === "name");
  if (name === undefined || (here.kind !== "word" && here.kind !== "number")) return null;
  const names = name.offers.map(({ text }) => text.slice(1, -1));
  const meant = names.includes(here.is) ? here.is : (nearestWord(here.is, names) ?? here.written);
  const quoted = quote(meant);

  return { message: `Names stand in quotes: write ${quoted}.`, suggestion: quoted };
};

/** "price 50-100" */
const adviseRange: Advise = (situation) =>
  situation.here.kind === "number" && offers(situation, "..")
    ? {
        message: "A range of prices is written with two dots, as in “price 50..100”.",
        suggestion: `..${situation.here.is.replace("-", "")}`,
      }
    : null;

export const PLACE_ADVICE: readonly Advise[] = [
  adviseWindowFirst,
  adviseLengthComparison,
  adviseUnit,
  adviseNoAgo,
  adviseNoEquality,
  advisePercent,
  adviseJoint,
  adviseNoClosing,
  adviseRange,
  adviseQuotes,
];
