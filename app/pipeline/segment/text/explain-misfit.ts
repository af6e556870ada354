import { ADVICE } from "./advice.ts";
import { complainOfOddPiece } from "./odd-pieces.ts";
import { peek } from "./reader.ts";
import type { Choice, Reader } from "./reader.ts";
import type { Complaint } from "./text-error.ts";
import type { Token } from "./tokens.ts";

/** What is wrong with the piece at the reader's place, in one sentence, and what was probably meant. */
export function explainMisfit(reader: Reader): Complaint {
  const here = peek(reader);
  const choices = reader.choices.get(reader.at) ?? [];
  const expected = listWords(choices.map(nameChoice));
  const place = { start: here.start, end: here.end, expected };
  const odd = complainOfOddPiece(here);
  if (odd !== null) return { ...place, ...odd };
  for (const advise of ADVICE) {
    const advice = advise({ reader, here, choices });
    if (advice !== null) return { ...place, ...advice };
  }
  return { ...place, message: sayWhatStandsHere(here, expected), suggestion: null };
}

function sayWhatStandsHere(here: Token, expected: string): string {
  if (here.kind === "end") {
    return here.start === 0
      ? `There is no condition yet: begin with one such as “count order >= 2”.`
      : `Something is missing at the end: here should stand ${expected}.`;
  }
  return `Here should stand ${expected}, not ${nameToken(here)}.`;
}

const nameToken = ({ kind, written }: Token): string => {
  const short = written.length > 30 ? `${written.slice(0, 30)}…` : written;
  return kind === "text" ? `the text ${short}` : `“${short}”`;
};

const nameChoice = ({ what, text }: Choice): string => what ?? `“${text ?? ""}”`;

/** "a", "a or b", "a, b or c"; each once. */
export function listWords(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const last = distinct.at(-1) ?? "";
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(", ")} or ${last}`;
}
