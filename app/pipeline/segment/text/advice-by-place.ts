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
        message: { code: "window-first" },
        suggestion: null,
      }
    : null;

/** "last order 30 days ago" */
const adviseLengthComparison: Advise = (situation) =>
  situation.here.kind === "number" &&
  offers(situation, "at least") &&
  offers(situation, "less than")
    ? {
        message: { code: "length-comparison", number: situation.here.is },
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
      message: { code: "unknown-unit", put: respelled },
      suggestion: respelled,
      start: number.start,
    };
  }
  if (here.kind === "word" && !STARTS.includes(here.is) && here.is !== "ago") return null;
  return {
    message: { code: "unit-missing", number: number.is },
    suggestion: `${number.is} days`,
    start: number.start,
    end: number.end,
  };
};

/** "count order in 30 days ago >= 2" */
const adviseNoAgo: Advise = (situation) =>
  situation.here.is === "ago" && !offers(situation, "ago")
    ? {
        message: { code: "no-ago" },
        suggestion: "",
      }
    : null;

/** "intent = 50" */
const adviseNoEquality: Advise = (situation) =>
  EQUALITY.includes(situation.here.is) && offers(situation, ">=") && !offers(situation, "=")
    ? {
        message: { code: "no-equality" },
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
    message: { code: "percent", put: percent },
    suggestion: percent,
    start: number.start,
    end: number.end,
  };
};

/** "intent >= 50 engagement >= 20" */
const adviseJoint: Advise = (situation) =>
  STARTS.includes(situation.here.is) && offers(situation, "and")
    ? {
        message: { code: "joint", before: situation.here.is },
        suggestion: `and ${situation.here.is}`,
      }
    : null;

/** "(count order >= 2))" */
const adviseNoClosing: Advise = ({ here, choices }) =>
  [")", "]"].includes(here.is) && choices.some(({ form }) => form === "end")
    ? { message: { code: "closes-nothing", sign: here.is }, suggestion: "" }
    : null;

/** "tag wholesale" */
const adviseQuotes: Advise = ({ here, choices }) => {
  const name = choices.find(({ form }) => form === "name");
  if (name === undefined || (here.kind !== "word" && here.kind !== "number")) return null;
  const names = name.offers.map(({ text }) => text.slice(1, -1));
  const meant = names.includes(here.is) ? here.is : (nearestWord(here.is, names) ?? here.written);
  const quoted = quote(meant);

  return { message: { code: "quotes", put: quoted }, suggestion: quoted };
};

/** "price 50-100" */
const adviseRange: Advise = (situation) =>
  situation.here.kind === "number" && offers(situation, "..")
    ? {
        message: { code: "range-of-prices" },
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
