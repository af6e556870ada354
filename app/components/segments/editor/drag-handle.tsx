import { Icon } from "@shopify/polaris";
import { DragHandleIcon } from "@shopify/polaris-icons";
import type { DragEvent, KeyboardEvent } from "react";
import { useWords } from "../../words/use-words.ts";
import { idAt, useEdit } from "./edit-context.tsx";
import { moveAt, type Path } from "./edit-tree.ts";

/** What is dragged is told by its path, which is of use in the form that it began in alone. */
const DRAGGED = "application/x-kindling-condition";

/** Takes hold of a condition: dragged by the pointer, moved one place by the arrow keys. */
export function DragHandle({ name, path, count }: { name: string; path: Path; count: number }) {
  const { t } = useWords("editor");
  const edit = useEdit();
  const place = path.at(-1) ?? 0;
  const press = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    if (step === null) return;
    event.preventDefault();
    const next = place + step;
    if (next < 0 || next >= count) return;
    edit.apply(moveAt(edit.root, path, step), idAt(edit, [...path.slice(0, -1), next], "handle"));
  };
  return (
    // No <button>: Firefox does not let one be dragged.
    <span
      role="button"
      tabIndex={count < 2 ? -1 : 0}
      aria-disabled={count < 2}
      id={idAt(edit, path, "handle")}
      className="k-handle"
      draggable={count > 1}
      aria-label={t("item.handle", { name, place: place + 1, count })}
      onDragStart={(event) => {
        event.stopPropagation();
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData(DRAGGED, JSON.stringify({ form: edit.id, path }));
      }}
      onKeyDown={press}
    >
      <Icon source={DragHandleIcon} tone="subdued" />
    </span>
  );
}

/** The path of what is dropped; null: it is nothing of this form. */
export function droppedPath(event: DragEvent, formId: string): Path | null {
  const text = event.dataTransfer.getData(DRAGGED);
  if (text === "") return null;
  const { form, path } = JSON.parse(text) as { form: string; path: Path };
  return form === formId ? path : null;
}

export const isDragged = (event: DragEvent): boolean => event.dataTransfer.types.includes(DRAGGED);
