import type { Help } from "./help.ts";
import { NO_NAMES } from "./names.ts";
import type { ConditionNames } from "./names.ts";
import { openReader, readWhole } from "./parse-condition-text.ts";
import type { Choice } from "./reader.ts";
import { cutIntoTokens } from "./tokens.ts";
import type { Token } from "./tokens.ts";

export interface Completion {
  /** What to put in place of the text from `from` to `to`. */
  text: string;
  /** What it means. */
  help: Help;
}

export interface Completions {
  /** Offsets in UTF-16 units: the word at the cursor, which may be empty. */
  from: number;
  to: number;
  /** In the order of the grammar: what a condition is made of before what merely joins. */
  options: Completion[];
}

/**
 * What may be written at a place, by the same grammar that reads it: the text before the word at the cursor is parsed,
 * and whatever the parser looked for at its end may come. Of these, what the word begins or holds.
 * @param offset of the cursor, in UTF-16 units from 0 to the text's length
 */
export function completionsAt(
  text: string,
  offset: number,
  names: ConditionNames = NO_NAMES,
): Completions {
  const started = findStarted(text, offset);
  const from = started?.start ?? offset;
  const to = Math.max(started?.kind === "odd" ? offset : (started?.end ?? offset), offset);
  if (isInComment(text, offset)) return { from: offset, to: offset, options: [] };
  const reader = openReader(text.slice(0, from), names);
  readWhole(reader);
  const choices = reader.choices.get(reader.tokens.length - 1) ?? [];
  const written = text.slice(from, offset).toLowerCase();
  const options = choices.flatMap(offer).filter((option) => fits(option.text, written));
  const texts = options.map((option) => option.text);
  const distinct = options.filter((option, index) => texts.indexOf(option.text) === index);
  return { from, to, options: distinct.toSorted((a, b) => rank(a, written) - rank(b, written)) };
}

/** The word, number or name that the cursor stands in or behind; signs are whole as they are. */
function findStarted(text: string, offset: number): Token | undefined {
  return cutIntoTokens(text).find(({ kind, written, start, end }) => {
    const isStarted = kind === "word" || kind === "number" || /^["“”„«]/u.test(written);
    return isStarted && start < offset && offset <= end;
  });
}

/** The blank before the cursor tells: within a comment there is no piece of the language. */
const isInComment = (text: string, offset: number): boolean =>
  cutIntoTokens(`${text.slice(0, offset)}x`).at(-2)?.end !== offset + 1;

const offer = ({ text, help, offers }: Choice): readonly Completion[] =>
  text === null ? offers : [{ text, help }];

const plain = (text: string): string => text.toLowerCase().replace(/["“”„«]/gu, "");

const fits = (text: string, written: string): boolean => plain(text).includes(plain(written));

/** What begins with the written word stands before what holds it. */
const rank = ({ text }: Completion, written: string): number =>
  plain(text).startsWith(plain(written)) ? 0 : 1;
