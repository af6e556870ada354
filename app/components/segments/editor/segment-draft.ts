import type { ConditionNames } from "../../../pipeline/segment/text/names.ts";
import type { Segment } from "../../../pipeline/segment/segments.ts";
import { draftOfTree, type ConditionDraft } from "./condition-draft.ts";

/** All that a version of a segment says. */
export type SegmentContent = Omit<Segment, "handle">;

/** A segment that is being edited. */
export interface SegmentDraft extends Omit<SegmentContent, "condition" | "leaveWhen"> {
  condition: ConditionDraft;
  leaveWhen: ConditionDraft | null;
}

/** Changes the newest draft, which may be newer than the one that is shown. */
export type ChangeDraft<Draft = SegmentDraft> = (edit: (draft: Draft) => Draft) => void;

export const draftOfContent = (content: SegmentContent, names: ConditionNames): SegmentDraft => ({
  ...content,
  condition: draftOfTree(content.condition, names),
  leaveWhen: content.leaveWhen === null ? null : draftOfTree(content.leaveWhen, names),
});

export const contentOf = (draft: SegmentDraft): SegmentContent => ({
  ...draft,
  name: draft.name.trim(),
  description: draft.description.trim(),
  condition: draft.condition.tree,
  leaveWhen: draft.leaveWhen?.tree ?? null,
});

/** Whether what the texts say is what would be saved. */
export const isReadable = (draft: SegmentDraft): boolean =>
  draft.condition.errors.length === 0 &&
  (draft.leaveWhen?.errors.length ?? 0) === 0 &&
  isRead(draft);

/** Whether all that is written was read: publishing waits for it, where it is still to come. */
export const isRead = ({ condition, leaveWhen }: SegmentDraft): boolean =>
  condition.isRead && (leaveWhen?.isRead ?? true);

/** The tag that a name suggests: lower-case words with hyphens. */
export const tagOfName = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);

/** As many as all segments together may write, so that Shopify's customers stay readable. */
export const MOST_TAGS = 20;

/** A new segment under another name. Its tag goes with the name until it is written by hand: nobody carries it yet. */
export function renamed(draft: SegmentDraft, name: string): SegmentDraft {
  const isSuggested = draft.tag === tagOfName(draft.name);
  return { ...draft, name, tag: isSuggested ? tagOfName(name) : draft.tag };
}

/** What a new segment writes before somebody chooses: the tag that its name suggests, where the shop has one left. */
export const firstTag = (
  name: string,
  segments: readonly { tag: string | null }[],
): string | null =>
  segments.filter(({ tag }) => tag !== null).length < MOST_TAGS ? tagOfName(name) : null;
