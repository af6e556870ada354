import { useState } from "react";
import type { PublishAnswer } from "../../../services/publish-draft.ts";
import { postJson } from "../../live/post-json.ts";
import { useWords } from "../../words/use-words.ts";
import { keepReadyNames } from "../use-ready-names.ts";
import { contentOf, type SegmentDraft } from "./segment-draft.ts";

/** What publishing came to, as the page shows it. */
export type Publishing = PublishAnswer | { outcome: "failed" };

interface Published {
  answer: Publishing | null;
  isGoingOn: boolean;
  /** @param version the one that the draft goes on from; null: the segment is new */
  publish: (draft: SegmentDraft, version: number | null) => void;
  /** The answer was read: the draft has been changed since. */
  forget: () => void;
}

export function usePublish(props: {
  /** null: the segment is new. */
  handle: string | null;
  /** Whether Flow and Klaviyo are told of who enters and leaves by it. */
  isTold: boolean;
  onPublished: (handle: string) => void;
}): Published {
  const { t } = useWords("common");
  const [answer, setAnswer] = useState<Publishing | null>(null);
  const [isGoingOn, setIsGoingOn] = useState(false);
  const ask = async (draft: SegmentDraft, version: number | null): Promise<void> => {
    setIsGoingOn(true);
    const body = JSON.stringify({
      handle: props.handle,
      version,
      isTold: props.isTold,
      content: keepReadyNames({ t }, props.handle, contentOf(draft)),
      text: draft.condition.text,
    });
    const posted = await postJson<PublishAnswer>("/app/segment-publish", body);
    const next = posted.outcome === "answered" ? posted.answer : posted;
    setAnswer(next);
    setIsGoingOn(false);
    if (next.outcome === "published") props.onPublished(next.handle);
  };
  return {
    answer,
    isGoingOn,
    publish: (draft, version) => void ask(draft, version),
    forget: () => setAnswer(null),
  };
}
