import { useMemo } from "react";
import type { ScoringPreviewOutcome } from "../../../services/preview-scoring.ts";
import { useAnswer, type LiveAnswer } from "../../segments/preview/use-answer.ts";
import type { ModelDraft } from "../model-draft.ts";

interface WhatIf {
  live: LiveAnswer<ScoringPreviewOutcome>;
  /** Places that the newest answer refuses. */
  refused: ReadonlySet<string>;
}

/** What a draft would do, asked anew as it changes; not while something is typed that is no number. */
export function useWhatIf({ model, typed }: ModelDraft): WhatIf {
  const isReadable = Object.keys(typed).length === 0;
  const question = useMemo(() => JSON.stringify({ model }), [model]);
  const live = useAnswer<ScoringPreviewOutcome>(
    "/app/scoring-preview",
    isReadable ? question : null,
  );
  const { answer } = live;
  const refused = useMemo(
    () => new Set(answer?.outcome === "invalid" ? answer.errors.map(({ path }) => path) : []),
    [answer],
  );
  return { live, refused };
}
