import { ActionList, Button, Popover } from "@shopify/polaris";
import { PlusIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { KIND_GROUPS, newCondition } from "./new-condition.ts";

/** What can be added to a group, by what it is about. */
export function AddMenu(props: {
  id: string;
  label: string;
  onAdd: (condition: Condition) => void;
}) {
  const { t } = useWords("editor");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      active={isOpen}
      onClose={() => setIsOpen(false)}
      autofocusTarget="first-node"
      activator={
        <Button
          id={props.id}
          icon={PlusIcon}
          variant="tertiary"
          ariaExpanded={isOpen}
          accessibilityLabel={props.label}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t("add.condition")}
        </Button>
      }
    >
      <Popover.Pane maxHeight="26rem">
        <ActionList
          actionRole="menuitem"
          sections={KIND_GROUPS.map(({ group, kinds }) => ({
            title: t(`kinds.${group}`),
            items: kinds.map((kind) => ({
              content: t(`kind.${kind}`),
              onAction: () => {
                setIsOpen(false);
                props.onAdd(newCondition(kind));
              },
            })),
          }))}
        />
      </Popover.Pane>
    </Popover>
  );
}
