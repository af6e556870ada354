import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import { termName } from "../scores/ledger-words.ts";
import type { ScoringWords } from "./scoring-words.ts";

const GROUPS = ["browsing", "product", "cart", "checkout", "purchase", "channels"] as const;

/** A group of signals in words; one of a shop's own as it is called. */
export function groupWords({ t }: ScoringWords, group: string): string {
  const known = GROUPS.find((name) => name === group);
  return known === undefined ? group : t(`group.${known}`);
}

/** A signal, or another line of a ledger, in words. */
export const signalWords = ({ scores }: ScoringWords, term: string): string =>
  termName(scores, term);

/** A score in words; what is none as it is called. */
export function partWords({ t }: ScoringWords, score: string): string {
  const known = SCORES_IN_ORDER.find((name) => name === score);
  return known === undefined ? score : t(`common:score.${known}`);
}
