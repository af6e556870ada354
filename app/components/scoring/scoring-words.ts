import { useMemo } from "react";
import { useWords, type Words } from "../words/use-words.ts";

/** The words of scoring, with those of scores for what it names of them. */
export interface ScoringWords extends Words<"scoring"> {
  scores: Words<"scores">;
}

export function useScoringWords(): ScoringWords {
  const { t, format } = useWords("scoring");
  const scores = useWords("scores");
  return useMemo(() => ({ t, format, scores }), [t, format, scores]);
}
