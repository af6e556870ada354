import type { ScoringModel, SignalRule } from "../../pipeline/score/model.ts";
import { canonicalJson } from "../segments/editor/canonical-json.ts";
import { withNumber, withRule } from "./model-numbers.ts";

/** A model that is being edited. */
export interface ModelDraft {
  model: ScoringModel;
  /** By place: what is typed there and is no number that may stand there; the model keeps its last one. */
  typed: Readonly<Record<string, string>>;
}

export const draftOf = (model: ScoringModel): ModelDraft => ({ model, typed: {} });

/**
 * What a field says of itself: a number, nothing where there need not be one, or what it cannot read. At the place of a
 * signal a rule that was added, or nothing where it was taken back.
 */
export type FieldChange =
  { value: number | null } | { typed: string } | { rule: SignalRule | null };

export function changeDraft(draft: ModelDraft, path: string, change: FieldChange): ModelDraft {
  if ("typed" in change) return { ...draft, typed: { ...draft.typed, [path]: change.typed } };
  if ("rule" in change) return { ...draft, model: withRule(draft.model, path, change.rule) };
  const { [path]: _read, ...typed } = draft.typed;
  return { model: withNumber(draft.model, path, change.value), typed };
}

/** Whether a draft says something else than a model. */
export const isChanged = (draft: ModelDraft, model: ScoringModel): boolean =>
  Object.keys(draft.typed).length > 0 || numbersOf(draft.model) !== numbersOf(model);

const numbersOf = ({ version: _version, ...numbers }: ScoringModel): string =>
  canonicalJson(numbers);
