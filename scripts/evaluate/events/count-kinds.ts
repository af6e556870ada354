import type { Signal } from "../../../app/pipeline/shared/signals.ts";
import type { ReasonRows } from "../../../dev-store/history/history.ts";
import { isLooseView, readEventWord } from "./event-words.ts";
import type { EventWord } from "./event-words.ts";

/** Kinds that were not taken as they stand, the most frequent first. */
export interface KindCounts {
  unknownKinds: ReasonRows[];
  ignoredKinds: ReasonRows[];
}

export interface KindReader {
  /** The signal of a word; null: ignored. An unknown word is a view of a page: whoever did it was there. */
  read(word: string, hasProduct: boolean): Signal | null;
  close(): KindCounts;
}

/** More different words than that are texts and no kinds: the rest is counted together. */
const MOST_WORDS = 50;
const OTHERS = "others";

export function openKinds(): KindReader {
  const known = new Map<string, EventWord>();
  const unknown = new Map<string, number>();
  const ignored = new Map<string, number>();
  return {
    read(word, hasProduct) {
      let meaning = known.get(word);
      if (meaning === undefined) {
        meaning = readEventWord(word);
        if (known.size < 1000) known.set(word, meaning);
      }
      if (meaning === "ignored") {
        count(ignored, word);
        return null;
      }
      if (meaning === "unknown") {
        count(unknown, word);
        return "page_viewed";
      }
      return !hasProduct && isLooseView(word) ? "page_viewed" : meaning;
    },
    close: () => ({ unknownKinds: mostFirst(unknown), ignoredKinds: mostFirst(ignored) }),
  };
}

function count(counts: Map<string, number>, word: string): void {
  const name = counts.has(word) || counts.size < MOST_WORDS ? word.slice(0, 40) : OTHERS;
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

const mostFirst = (counts: Map<string, number>): ReasonRows[] =>
  [...counts].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => b.rows - a.rows);
