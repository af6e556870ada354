import { IN_LIST, IS } from "./join-words.ts";
import { need, take } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { readWords } from "./read-values.ts";
import type { Vocabulary } from "./words.ts";

/** "is subscribed" or "in (subscribed, pending)". */
export function readOneOf<T>(reader: Reader, vocabulary: Vocabulary<T>): T[] {
  if (take(reader, IS) === null) need(reader, IN_LIST);
  return readWords(reader, vocabulary);
}
