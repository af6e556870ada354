import { ADVICE } from "./advice.ts";
import type { Expected, ExpectedKind } from "./expected.ts";
import { complainOfOddPiece } from "./odd-pieces.ts";
import { peek } from "./reader.ts";
import type { Choice, Reader } from "./reader.ts";
import type { Complaint } from "./text-error.ts";
import type { TextMessage } from "./text-message.ts";
import type { Token } from "./tokens.ts";

/** What is wrong with the piece at the reader's place, and what was probably meant. */
export function explainMisfit(reader: Reader): Complaint {
  const here = peek(reader);
  const choices = reader.choices.get(reader.at) ?? [];
  const expected = nameChoices(choices);
  const place = { start: here.start, end: here.end, expected };
  const odd = complainOfOddPiece(here);
  if (odd !== null) return { ...place, ...odd };
  for (const advise of ADVICE) {
    const advice = advise({ reader, here, choices });
    if (advice !== null) return { ...place, ...advice };
  }
  return { ...place, message: tellWhatIsMissing(here, expected), suggestion: null };
}

function tellWhatIsMissing(here: Token, expected: readonly Expected[]): TextMessage {
  const { kind, written } = here;
  if (kind === "end") {
    return here.start === 0 ? { code: "nothing-yet" } : { code: "missing-at-end", expected };
  }
  const found = written.length > 30 ? `${written.slice(0, 30)}…` : written;
  return { code: kind === "text" ? "misplaced-text" : "misplaced", expected, found };
}

/** What the choices are, each once. */
function nameChoices(choices: readonly Choice[]): Expected[] {
  const kinds = new Set<ExpectedKind>();
  const words = new Set<string>();
  return choices.flatMap(({ what, text }): Expected[] => {
    if (what === null ? words.has(text ?? "") : kinds.has(what)) return [];
    if (what === null) words.add(text ?? "");
    else kinds.add(what);
    return [what ?? { word: text ?? "" }];
  });
}
