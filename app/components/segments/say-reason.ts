import { readReason } from "../../pipeline/segment/keep-reason.ts";
import type { Reason } from "../../pipeline/segment/fact.ts";
import type { Words } from "../words/use-words.ts";
import { gatherFacts, type Clause } from "./gather-facts.ts";
import { sayNotFollowed, saySince } from "./say-course.ts";
import { sayFact } from "./say-fact.ts";
import { sayRevenue } from "./say-outlook.ts";

/** A reason as a sentence, each fact with its numbers: "2 orders in the last 30 days, at least 2; this is a customer." */
export function sayReason(words: Words<"conditions">, reason: Reason): string {
  const [first] = reason;
  if (first?.kind === "written") return first.text;
  const phrase = gatherFacts(reason)
    .map((clause) => sayClause(words, clause))
    .join("; ");
  return phrase === "" ? "" : `${phrase.charAt(0).toLocaleUpperCase()}${phrase.slice(1)}.`;
}

function sayClause(words: Words<"conditions">, clause: Clause): string {
  switch (clause.kind) {
    case "one":
      return sayFact(words, clause.fact);
    case "revenue":
      return sayRevenue(words, clause.facts);
    case "moment":
      return clause.after === null
        ? saySince(words, clause.since)
        : sayNotFollowed(words, clause.after, clause.since);
  }
}

/** A reason as it is stored, as a sentence. */
export const sayKeptReason = (words: Words<"conditions">, kept: string): string =>
  sayReason(words, readReason(kept));
