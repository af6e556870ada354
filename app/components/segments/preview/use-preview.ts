import { useMemo } from "react";
import type { PreviewOutcome } from "../../../services/preview-segment.ts";
import type { RewindOutcome } from "../../../services/rewind-segment.ts";
import type { ConditionLanguage } from "../editor/condition-language.ts";
import { contentOf, isReadable, type SegmentDraft } from "../editor/segment-draft.ts";
import { useAnswer, type LiveAnswer } from "./use-answer.ts";

export interface LivePreview {
  now: LiveAnswer<PreviewOutcome>;
  past: LiveAnswer<RewindOutcome>;
}

/** What a draft would do, and would have done, asked anew as it changes. */
export function usePreview(
  draft: SegmentDraft,
  handle: string | null,
  { check }: ConditionLanguage,
): LivePreview {
  const readable = isReadable(draft);
  // What a segment is called changes nothing of who is in it: typing a name asks nothing, nor does the tag that goes with the
  // name of a new one, which nobody carries yet.
  const { condition, leaveWhen, minimumStayMs, minimumAbsenceMs } = draft;
  const tag = handle === null && draft.tag !== null ? "" : draft.tag;
  const question = useMemo(() => {
    const content = contentOf({
      ...{ name: "", description: "", tag, condition, leaveWhen },
      ...{ minimumStayMs, minimumAbsenceMs },
    });
    return JSON.stringify({ handle, content });
  }, [handle, tag, condition, leaveWhen, minimumStayMs, minimumAbsenceMs]);
  const past = useMemo(() => JSON.stringify({ condition: condition.tree }), [condition.tree]);
  const isSound = useMemo(() => check(condition.tree).length === 0, [check, condition.tree]);
  const now = useAnswer<PreviewOutcome>("/app/segment-preview", readable ? question : null);
  // Ninety days are computed for seconds, and would keep waiting what is looked at first.
  const asked = readable && isSound ? past : null;
  const before = useAnswer<RewindOutcome>("/app/segment-rewind", asked, now.isWaiting);
  return useMemo(() => ({ now, past: before }), [now, before]);
}
