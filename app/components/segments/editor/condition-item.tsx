import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { AtomRow } from "./atom-row.tsx";
import { idAt, problemsAt, useEdit } from "./edit-context.tsx";
import { isGroup, replaceAt, type Path } from "./edit-tree.ts";
import { GroupEditor } from "./group-editor.tsx";
import { ItemTools } from "./item-tools.tsx";
import { KIND_WORDS } from "./new-condition.ts";
import { Problems } from "./problems.tsx";

/** One member of a group: the fields of an atom or a group of its own, and what can be done with it. */
export function ConditionItem(props: { condition: Condition; path: Path; count: number }) {
  const { condition, path, count } = props;
  const edit = useEdit();
  const name = `condition ${path.map((place) => place + 1).join(".")}`;
  if (isGroup(condition)) {
    return (
      <div className="k-item" data-group>
        <GroupEditor group={condition} path={path} label={name} />
        <ItemTools name={name} path={path} count={count} />
      </div>
    );
  }
  return (
    <div className="k-item">
      <div
        id={idAt(edit, path)}
        className="k-line k-grow"
        role="group"
        aria-label={`${name}: ${KIND_WORDS[condition.kind]}`}
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
