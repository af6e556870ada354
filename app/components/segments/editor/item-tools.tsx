import { ActionList, Button, Popover } from "@shopify/polaris";
import { DeleteIcon, MenuHorizontalIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { idAt, useEdit } from "./edit-context.tsx";
import {
  appendTo,
  canUnwrap,
  conditionAt,
  moveAt,
  removeAt,
  unwrapAt,
  wrapAt,
  type Path,
} from "./edit-tree.ts";

/** What can be done with a member of a group, besides changing it. The focus goes where it goes. */
export function ItemTools({ name, path, count }: { name: string; path: Path; count: number }) {
  const edit = useEdit();
  const { t } = useWords("editor");
  const [isOpen, setIsOpen] = useState(false);
  const { root } = edit;
  const group = path.slice(0, -1);
  const place = path.at(-1) ?? 0;
  const apply = (next: Condition, focus: Path): void => {
    setIsOpen(false);
    edit.apply(next, idAt(edit, focus, "menu"));
  };
  const remove = (): void => {
    // To the neighbor that takes its place, else to the one before, else to where another can be added.
    const next = place < count - 1 ? place : place - 1;
    edit.apply(
      removeAt(root, path),
      next < 0 ? idAt(edit, group, "add") : idAt(edit, [...group, next], "remove"),
    );
  };
  const actions = [
    { content: t("item.up"), disabled: place === 0, move: -1 as const },
    { content: t("item.down"), disabled: place === count - 1, move: 1 as const },
  ].map(({ content, disabled, move }) => ({
    content,
    disabled,
    onAction: () => apply(moveAt(root, path, move), [...group, place + move]),
  }));
  const copy = conditionAt(root, path);
  return (
    <span className="k-tools">
      <Popover
        active={isOpen}
        onClose={() => setIsOpen(false)}
        autofocusTarget="first-node"
        activator={
          <Button
            id={idAt(edit, path, "menu")}
            variant="tertiary"
            icon={MenuHorizontalIcon}
            ariaExpanded={isOpen}
            accessibilityLabel={t("item.more", { name })}
            onClick={() => setIsOpen(!isOpen)}
          />
        }
      >
        <ActionList
          actionRole="menuitem"
          items={[
            ...actions,
            ...(copy === null
              ? []
              : [
                  {
                    content: t("item.duplicate"),
                    onAction: () => apply(appendTo(root, group, copy), [...group, count]),
                  },
                ]),
            {
              content: t("item.deny"),
              onAction: () => apply(wrapAt(root, path, "none"), path),
            },
            {
              content: t("item.group"),
              onAction: () => apply(wrapAt(root, path, "any"), path),
            },
            ...(canUnwrap(root, path)
              ? [
                  {
                    content: t("item.ungroup"),
                    onAction: () => apply(unwrapAt(root, path), path),
                  },
                ]
              : []),
          ]}
        />
      </Popover>
      <Button
        id={idAt(edit, path, "remove")}
        variant="tertiary"
        icon={DeleteIcon}
        accessibilityLabel={t("item.remove", { name })}
        onClick={remove}
      />
    </span>
  );
}
