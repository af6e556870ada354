import { Text } from "@shopify/polaris";
import { AddMenu } from "./add-menu.tsx";
import { Choice, type Option } from "./choice.tsx";
import { ConditionItem } from "./condition-item.tsx";
import { idAt, problemsAt, useEdit } from "./edit-context.tsx";
import {
  appendTo,
  isGroup,
  replaceAt,
  type Group,
  type GroupKind,
  type Path,
} from "./edit-tree.ts";
import { Problems } from "./problems.tsx";

const KINDS: readonly Option<GroupKind>[] = [
  { value: "all", label: "All of these hold" },
  { value: "any", label: "At least one of these holds" },
  { value: "none", label: "None of these holds" },
];

const JOINTS: Record<GroupKind, string> = { all: "and", any: "or", none: "nor" };

const EMPTY: Record<GroupKind, string> = {
  all: "Nothing is asked for here: everybody fits.",
  any: "Nothing is asked for here: nobody fits.",
  none: "Nothing is asked for here: everybody fits.",
};

/** A group: how its conditions hang together, and the list of them. */
export function GroupEditor(props: { group: Group; path: Path; label: string }) {
  const { group, path, label } = props;
  const edit = useEdit();
  return (
    <div className="k-group" role="group" aria-label={label} data-kind={group.kind}>
      <Choice
        id={idAt(edit, path, "kind")}
        label={`How the conditions of ${label} hang together`}
        value={group.kind}
        options={KINDS}
        onChange={(kind) => edit.apply(replaceAt(edit.root, path, { ...group, kind }))}
      />
      <Problems problems={problemsAt(edit, path)} />
      {group.of.length === 0 ? (
        <Text as="p" tone="subdued">
          {EMPTY[group.kind]}
        </Text>
      ) : (
        <ol className="k-group-list">
          {group.of.map((condition, place) => (
            <li key={place}>
              {place === 0 ? null : (
                <span className="k-joint" aria-hidden="true">
                  {JOINTS[group.kind]}
                </span>
              )}
              <ConditionItem
                condition={condition}
                path={[...path, place]}
                count={group.of.length}
              />
            </li>
          ))}
        </ol>
      )}
      <div>
        <AddMenu
          id={idAt(edit, path, "add")}
          label={`Add condition to ${label}`}
          onAdd={(condition) =>
            edit.apply(
              appendTo(edit.root, path, condition),
              idAt(edit, [...path, group.of.length], isGroup(condition) ? "add" : "row"),
            )
          }
        />
      </div>
    </div>
  );
}
