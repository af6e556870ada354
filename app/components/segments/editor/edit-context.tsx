import { createContext, useContext } from "react";
import type { ProblemMessage } from "../../../pipeline/segment/problem-message.ts";
import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import type { Group, Path } from "./edit-tree.ts";

/** How the parts of a form change its tree. */
export interface Edit {
  id: string;
  root: Group;
  problems: ReadonlyMap<string, readonly ProblemMessage[]>;
  /** Takes the changed tree, and the id of what shall have the focus then. */
  apply: (next: Condition, focusId?: string) => void;
}

const EditContext = createContext<Edit | null>(null);

export const EditProvider = EditContext.Provider;

export function useEdit(): Edit {
  const edit = useContext(EditContext);
  if (edit === null) throw new Error("The fields of a condition stand in a ConditionForm.");
  return edit;
}

/** The id of what a form shows at a path, or of a part of it. */
export const idAt = (edit: Edit, path: Path, part = "row"): string =>
  [edit.id, ...path, part].join("-");

export const problemsAt = (edit: Edit, path: Path): readonly ProblemMessage[] =>
  edit.problems.get(path.join(".")) ?? [];
