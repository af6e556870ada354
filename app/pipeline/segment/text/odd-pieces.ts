import type { Advice } from "./advice.ts";
import { quote } from "./tokens.ts";
import type { Token } from "./tokens.ts";
import { meantBy } from "./meant-words.ts";

type Rule = readonly [RegExp, (...found: string[]) => { say: string; put: string | null }];

const write = (put: string, why: string): { say: string; put: string } => ({
  say: `${why}: write ${put}.`,
  put,
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
  [/^['‘’](.*)['‘’]$/u, (_, inside = "") => write(quote(inside), "Names stand in double quotes")],
  [
    /^["“”„«](.*)$/u,
    (_, inside = "") => ({
      say: "This text has no closing quote.",
      put: inside === "" ? null : quote(inside.trimEnd()),
    }),
  ],
  [
    /^(\d+)(?:['’_]\d{3})+$/u,
    (all) => write(all.replace(/\D/g, ""), "Thousands are not set apart"),
  ],
  [
    /^\d{1,3}(?:\.\d{3})+$/u,
    (all) => write(all.replaceAll(".", ""), "Thousands are not set apart"),
  ],
  [/^\.\d+$/u, (all) => write(`0${all}`, "A number begins with a digit")],
  [
    /^\d+(?:\.\d+)?e\d{1,2}$/iu,
    (all) => write(String(Number(all)), "Numbers are written with all their digits"),
  ],
  [
    /^(\d+(?:\.\d+)?)k$/iu,
    (_, count = "") =>
      write(String(1000 * Number(count)), "Numbers are written with all their digits"),
  ],
  [
    /^(\d+(?:\.\d+)?)(\p{L}+)$/u,
    (_, count = "", unit = "") => {
      const length = respellLength(count, unit);
      if (length !== null) return write(length, "A length of time is a number and a word");
      return write(count, "Only a unit of time can follow a number, as a word of its own");
    },
  ],
  [
    /^[$€£¥₹]$/u,
    () => ({ say: "Amounts are in the shop's currency: leave its sign out.", put: "" }),
  ],
  [
    /^(?:!=|<>|≠)$/u,
    (all) => ({
      say: `There is no “${all}”: write “not” before the condition and “=” in it.`,
      put: null,
    }),
  ],
  [/^[*/^~?:\\@&|]$/u, (all) => ({ say: `“${all}” means nothing here: leave it out.`, put: "" })],
];

/** Null: the piece has a form of its own, or one that is known to be meant for something. */
export function complainOfOddPiece({ kind, is }: Token): Advice | null {
  if (kind !== "odd" || meantBy(is).length > 0) return null;
  for (const [pattern, complain] of RULES) {
    const found = pattern.exec(is);
    if (found === null) continue;
    const { say, put } = complain(...found);
    return { message: say, suggestion: put };
  }
  return { message: `“${is.slice(0, 30)}” means nothing here: leave it out.`, suggestion: "" };
}
