import type { ScoreName } from "../../pipeline/score/scores.ts";
import { termWords } from "../scores/ledger-words.ts";
import { SCORE_WORDS } from "../scores/score-words.ts";
import type { Words } from "../words/use-words.ts";

type ScoringWords = Words<"scoring">;

const GROUPS = ["browsing", "product", "cart", "checkout", "purchase", "channels"] as const;

/** A group of signals in words; one of a shop's own as it is called. */
export function groupWords({ t }: ScoringWords, group: string): string {
  const known = GROUPS.find((name) => name === group);
  return known === undefined ? group : t(`group.${known}`);
}

/** A signal, or another line of a ledger, in words. */
export const signalWords = (_words: ScoringWords, term: string): string => termWords(term);

/** A score in words; what is none as it is called. */
export function partWords(_words: ScoringWords, score: string): string {
  return isScore(score) ? SCORE_WORDS[score].label : score;
}

const isScore = (score: string): score is ScoreName => Object.hasOwn(SCORE_WORDS, score);
