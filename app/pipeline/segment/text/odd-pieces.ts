import type { Advice } from "./advice.ts";
import { quote } from "./tokens.ts";
import type { TextMessage } from "./text-message.ts";
import type { Token } from "./tokens.ts";
import { meantBy } from "./meant-words.ts";

type Rule = readonly [RegExp, (...found: string[]) => Advice];

type Why = Extract<TextMessage, { put: string }>["code"];

const write = (put: string, why: Why): Advice => ({
  message: { code: why, put },
  suggestion: put,
});

const leaveOut = (sign: string): Advice => ({
  message: { code: "means-nothing", sign },
  suggestion: "",
});

/** Units that people write, each as a number of those that are read. */
const UNITS = new Map<string, readonly [times: number, noun: string]>([
  ...["d", "day"].map((unit) => [unit, [1, "day"]] as const),
  ...["h", "hr", "hour"].map((unit) => [unit, [1, "hour"]] as const),
  ...["m", "min", "minute"].map((unit) => [unit, [1, "minute"]] as const),
  ...["w", "wk", "week"].map((unit) => [unit, [7, "day"]] as const),
  ...["mo", "mon", "month"].map((unit) => [unit, [30, "day"]] as const),
  ["quarter", [90, "day"]],
  ...["y", "yr", "year"].map((unit) => [unit, [365, "day"]] as const),
]);

/** A length as it is written here, from a count and a unit that is not; null: the unit is none. */
export function respellLength(count: string, unit: string): string | null {
  const [times, noun] = UNITS.get(unit.toLowerCase().replace(/(?<=..)s$/, "")) ?? [];
  return times === undefined || noun === undefined ? null : countOf(times * Number(count), noun);
}

const countOf = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What can be said of a piece by its form alone, wherever it stands. The first rule that fits says it. */
const RULES: readonly Rule[] = [
  [/^['‘’](.*)['‘’]$/u, (_, inside = "") => write(quote(inside), "double-quotes")],
  [
    /^["“”„«](.*)$/u,
    (_, inside = "") => ({
      message: { code: "no-closing-quote" },
      suggestion: inside === "" ? null : quote(inside.trimEnd()),
    }),
  ],
  [/^(\d+)(?:['’_]\d{3})+$/u, (all) => write(all.replace(/\D/g, ""), "thousands-apart")],
  [/^\d{1,3}(?:\.\d{3})+$/u, (all) => write(all.replaceAll(".", ""), "thousands-apart")],
  [/^\.\d+$/u, (all) => write(`0${all}`, "digit-first")],
  [/^\d+(?:\.\d+)?e\d{1,2}$/iu, (all) => write(String(Number(all)), "all-digits")],
  [/^(\d+(?:\.\d+)?)k$/iu, (_, count = "") => write(String(1000 * Number(count)), "all-digits")],
  [
    /^(\d+(?:\.\d+)?)(\p{L}+)$/u,
    (_, count = "", unit = "") => {
      const length = respellLength(count, unit);
      if (length !== null) return write(length, "length-words");
      return write(count, "unit-apart");
    },
  ],
  [/^[$€£¥₹]$/u, () => ({ message: { code: "currency-sign" }, suggestion: "" })],
  [
    /^(?:!=|<>|≠)$/u,
    (all) => ({
      message: { code: "no-unequal", sign: all },
      suggestion: null,
    }),
  ],
  [/^[*/^~?:\\@&|]$/u, (all) => leaveOut(all)],
];

/** Null: the piece has a form of its own, or one that is known to be meant for something. */
export function complainOfOddPiece({ kind, is }: Token): Advice | null {
  if (kind !== "odd" || meantBy(is).length > 0) return null;
  for (const [pattern, complain] of RULES) {
    const found = pattern.exec(is);
    if (found === null) continue;
    return complain(...found);
  }
  return leaveOut(is.slice(0, 30));
}
