import { createContext, useContext } from "react";
import type { ModelBounds } from "../../../pipeline/score/model-bounds.ts";
import type { ScoringModel } from "../../../pipeline/score/model.ts";
import type { FieldChange, ModelDraft } from "../model-draft.ts";

/** What every field of the form shares. */
export interface ModelForm {
  draft: ModelDraft;
  /** What is in force: what differs from it is marked. */
  inForce: ScoringModel;
  bounds: ModelBounds;
  /** Places that the server refuses although each number by itself is within its bounds. */
  refused: ReadonlySet<string>;
  change: (path: string, change: FieldChange) => void;
}

const FormContext = createContext<ModelForm | null>(null);

export const ModelFormProvider = FormContext.Provider;

export function useModelForm(): ModelForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error("A field of the model stands inside of its form");
  return form;
}
