import { useEffect, useMemo, useRef } from "react";
import type { ProblemMessage } from "../../../pipeline/segment/problem-message.ts";
import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { EditProvider, type Edit } from "./edit-context.tsx";
import { asGroup, fromGroup } from "./edit-tree.ts";
import { GroupEditor } from "./group-editor.tsx";

interface Props {
  /** Begins every id of this form's parts: a page can hold several. */
  id: string;
  /** What the whole is, for those who do not see it. */
  label: string;
  value: Condition;
  onChange: (value: Condition) => void;
  /** What is wrong with the condition at a path, as "0.1"; "" is the root. */
  problems: ReadonlyMap<string, readonly ProblemMessage[]>;
}

/** The form over a tree of conditions: groups with lists, a line of fields for each atom. */
export function ConditionForm({ id, label, value, onChange, problems }: Props) {
  const root = asGroup(value);
  const focus = useRef<string | null>(null);
  useEffect(() => {
    if (focus.current === null) return;
    focusOn(focus.current);
    focus.current = null;
  });
  const edit = useMemo(
    (): Edit => ({
      id,
      root,
      problems,
      apply: (next, focusId) => {
        focus.current = focusId ?? null;
        onChange(fromGroup(asGroup(next)));
      },
    }),
    [id, root, problems, onChange],
  );
  return (
    <EditProvider value={edit}>
      <GroupEditor group={root} path={[]} label={label} />
    </EditProvider>
  );
}

/** The element, or the first field inside of it. */
function focusOn(id: string): void {
  const element = document.getElementById(id);
  const target = element?.matches("button, input, select")
    ? element
    : element?.querySelector<HTMLElement>("input, select, button");
  target?.focus();
}
