import { useState } from "react";
import type { ScoringModel } from "../../../pipeline/score/model.ts";
import type { ChangeModelOutcome } from "../../../services/change-scoring-model.ts";
import { postJson } from "../../live/post-json.ts";

/** What publishing came to, as the dialog shows it. */
export type Publishing = ChangeModelOutcome | { outcome: "failed" };

interface Published {
  answer: Publishing | null;
  isGoingOn: boolean;
  /** @param basedOn the version that the model goes on from */
  publish: (model: ScoringModel, basedOn: number, note: string) => void;
  forget: () => void;
}

export function usePublish(onPublished: (version: number) => void): Published {
  const [answer, setAnswer] = useState<Publishing | null>(null);
  const [isGoingOn, setIsGoingOn] = useState(false);
  const ask = async (model: ScoringModel, basedOn: number, note: string): Promise<void> => {
    setIsGoingOn(true);
    const body = JSON.stringify({ model, basedOn, note });
    const posted = await postJson<ChangeModelOutcome>("/app/scoring-publish", body);
    const next = posted.outcome === "answered" ? posted.answer : posted;
    setAnswer(next);
    setIsGoingOn(false);
    if (next.outcome === "changed") onPublished(next.version);
  };
  return {
    answer,
    isGoingOn,
    publish: (model, basedOn, note) => void ask(model, basedOn, note),
    forget: () => setAnswer(null),
  };
}
