import { Button, ButtonGroup } from "@shopify/polaris";
import { RedoIcon, UndoIcon } from "@shopify/polaris-icons";
import { useWords } from "../../words/use-words.ts";
import type { DraftHistory } from "./use-history.ts";

/** Back and forth through what was changed. */
export function UndoButtons({
  history,
}: {
  history: Omit<DraftHistory<unknown>, "draft" | "change">;
}) {
  const { t } = useWords("editor");
  return (
    <ButtonGroup>
      <Button
        icon={UndoIcon}
        variant="tertiary"
        disabled={!history.canUndo}
        accessibilityLabel={t("history.undo")}
        onClick={history.undo}
      />
      <Button
        icon={RedoIcon}
        variant="tertiary"
        disabled={!history.canRedo}
        accessibilityLabel={t("history.redo")}
        onClick={history.redo}
      />
    </ButtonGroup>
  );
}
