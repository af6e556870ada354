import { readReason } from "../../pipeline/segment/keep-reason.ts";
import type { Reason } from "../../pipeline/segment/fact.ts";
import type { Words } from "../words/use-words.ts";
import { sayFact } from "./say-fact.ts";

/** A reason as a sentence, each fact with its numbers: "2 orders in the last 30 days, at least 2; this is a customer." */
export function sayReason(words: Words<"conditions">, reason: Reason): string {
  const [first] = reason;
  if (first?.kind === "written") return first.text;
  const phrase = reason.map((fact) => sayFact(words, fact)).join("; ");
  return phrase === "" ? "" : `${phrase.charAt(0).toLocaleUpperCase()}${phrase.slice(1)}.`;
}

/** A reason as it is stored, as a sentence. */
export const sayKeptReason = (words: Words<"conditions">, kept: string): string =>
  sayReason(words, readReason(kept));
