/** One thing that can be written at a place, and what it stands for. */
export interface Word<T> {
  /** As it is printed: a word, several words, or a sign. */
  text: string;
  is: T;
  /** For who chooses among words: what it means, in a few words. */
  help: string;
  /** Other spellings that are read and never printed. */
  also?: readonly string[];
}

/** What can be written at a place. */
export interface Vocabulary<T> {
  /** What it is all together, inside "… should stand here": "a comparison such as >=". Null: the words name themselves. */
  what: string | null;
  words: readonly Word<T>[];
}

/** The word that stands for a value. Every value of a vocabulary's type has one. */
export function wordFor<T>(vocabulary: Vocabulary<T>, is: T): string {
  return vocabulary.words.find((word) => word.is === is)?.text ?? String(is);
}

/** A vocabulary of one word that says nothing beyond that it is there: "and", "(". */
export const only = (text: string, help: string, what: string | null = null): Vocabulary<true> => ({
  what,
  words: [{ text, is: true, help }],
});

/** A vocabulary of words that stand for themselves or for others. */
export function vocabularyOf<const T extends string>(
  what: string | null,
  helps: Record<T, string>,
  spell: (is: T) => string = (is) => is,
): Vocabulary<T> {
  const words = Object.entries<string>(helps).map(([is, help]) => ({
    text: spell(is as T),
    is: is as T,
    help,
  }));
  return { what, words };
}
