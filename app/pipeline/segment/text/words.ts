import type { ExpectedKind } from "./expected.ts";
import type { HelpCode } from "./help.ts";

/** One thing that can be written at a place, and what it stands for. */
export interface Word<T> {
  /** As it is printed: a word, several words, or a sign. */
  text: string;
  is: T;
  /** For who chooses among words: what it means. */
  help: HelpCode;
  /** Other spellings that are read and never printed. */
  also?: readonly string[];
}

/** What can be written at a place. */
export interface Vocabulary<T> {
  /** What it is all together, inside "… should stand here". Null: the words name themselves. */
  what: ExpectedKind | null;
  words: readonly Word<T>[];
}

/** The word that stands for a value. Every value of a vocabulary's type has one. */
export function wordFor<T>(vocabulary: Vocabulary<T>, is: T): string {
  return vocabulary.words.find((word) => word.is === is)?.text ?? String(is);
}

/** A vocabulary of one word that says nothing beyond that it is there: "and", "(". */
export const only = (
  text: string,
  help: HelpCode,
  what: ExpectedKind | null = null,
): Vocabulary<true> => ({
  what,
  words: [{ text, is: true, help }],
});

/** A vocabulary of words that stand for themselves or for others. */
export function vocabularyOf<const T extends string>(
  what: ExpectedKind | null,
  helps: Record<T, HelpCode>,
  spell: (is: T) => string = (is) => is,
): Vocabulary<T> {
  const words = Object.entries<HelpCode>(helps).map(([is, help]) => ({
    text: spell(is as T),
    is: is as T,
    help,
  }));
  return { what, words };
}
