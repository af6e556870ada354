import type { DragEvent } from "react";
import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { AtomRow } from "./atom-row.tsx";
import { DragHandle, droppedPath, isDragged } from "./drag-handle.tsx";
import { idAt, problemsAt, useEdit } from "./edit-context.tsx";
import { isGroup, moveTo, replaceAt, type Path } from "./edit-tree.ts";
import { GroupEditor } from "./group-editor.tsx";
import { ItemTools } from "./item-tools.tsx";
import { Problems } from "./problems.tsx";

/** One member of a group: the fields of an atom or a group of its own, and what can be done with it. */
export function ConditionItem(props: { condition: Condition; path: Path; count: number }) {
  const { condition, path, count } = props;
  const edit = useEdit();
  const { t } = useWords("editor");
  const name = t("item.name", { place: path.map((place) => place + 1).join(".") });
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!isDragged(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onDrop: (event: DragEvent) => {
      event.stopPropagation();
      const from = droppedPath(event, edit.id);
      if (from === null) return;
      event.preventDefault();
      edit.apply(moveTo(edit.root, from, path));
    },
  };
  const handle = <DragHandle name={name} path={path} count={count} />;
  if (isGroup(condition)) {
    return (
      <div className="k-item" data-group {...drop}>
        {handle}
        <GroupEditor group={condition} path={path} label={name} />
        <ItemTools name={name} path={path} count={count} />
      </div>
    );
  }
  return (
    <div className="k-item" {...drop}>
      {handle}
      <div
        id={idAt(edit, path)}
        className="k-line k-grow"
        role="group"
        aria-label={t("item.kind", { name, kind: t(`kind.${condition.kind}`) })}
      >
        {/* Keyed by kind: fields that keep what is typed must not hand it to another kind's. */}
        <AtomRow
          key={condition.kind}
          atom={condition}
          onChange={(next) => edit.apply(replaceAt(edit.root, path, next))}
        />
        <Problems problems={problemsAt(edit, path)} />
      </div>
      <ItemTools name={name} path={path} count={count} />
    </div>
  );
}
