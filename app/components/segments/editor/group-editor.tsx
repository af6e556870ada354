import { Text } from "@shopify/polaris";
import { AddMenu } from "./add-menu.tsx";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
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
import { optionsOf } from "./option-words.ts";
import { Problems } from "./problems.tsx";

const KINDS = ["all", "any", "none"] as const satisfies readonly GroupKind[];

/** A group: how its conditions hang together, and the list of them. */
export function GroupEditor(props: { group: Group; path: Path; label: string }) {
  const { group, path, label } = props;
  const edit = useEdit();
  const { t } = useWords("editor");
  return (
    <div className="k-group" role="group" aria-label={label} data-kind={group.kind}>
      <Choice
        id={idAt(edit, path, "kind")}
        label={t("group.together", { label })}
        value={group.kind}
        options={optionsOf(KINDS, (kind) => t(`group.${kind}`))}
        onChange={(kind) => edit.apply(replaceAt(edit.root, path, { ...group, kind }))}
      />
      <Problems problems={problemsAt(edit, path)} />
      {group.of.length === 0 ? (
        <Text as="p" tone="subdued">
          {t(`group.empty.${group.kind}`)}
        </Text>
      ) : (
        <ol className="k-group-list">
          {group.of.map((condition, place) => (
            <li key={place}>
              {place === 0 ? null : (
                <span className="k-joint" aria-hidden="true">
                  {t(`group.joint.${group.kind}`)}
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
          label={t("add.conditionTo", { label })}
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
