import { Button, InlineStack, Text } from "@shopify/polaris";
import { memo, startTransition, useCallback, useEffect, useMemo, useState } from "react";
import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { TextForm } from "../text/text-form.tsx";
import { rolesOfText } from "../text/text-roles.ts";
import { useTextReader } from "../text/use-text-reader.ts";
import { changeText, draftOfTree, keepText, type ConditionDraft } from "./condition-draft.ts";
import { ConditionForm } from "./condition-form.tsx";
import type { ConditionLanguage } from "./condition-language.ts";
import { placeProblems } from "./place-problems.ts";
import type { ChangeDraft } from "./segment-draft.ts";

/** Drawn anew only when its own condition changes: it is the largest part of the page. */
const Form = memo(ConditionForm);

interface Props {
  id: string;
  label: string;
  draft: ConditionDraft;
  language: ConditionLanguage;
  onChange: ChangeDraft<ConditionDraft>;
}

/**
 * One condition, as a form and as text side by side: what is changed in one changes in the other. A letter stands in the
 * text at once; what the text says is read, and shown by the rest of the page, while nobody waits for it.
 */
export function ConditionEditor({ id, label, draft, language, onChange }: Props) {
  const { t } = useWords("editor");
  const { names } = language;
  const problems = useMemo(
    () => placeProblems(draft.tree, language.check(draft.tree)),
    [draft.tree, language],
  );
  const { reader, hasFailed, fetch } = useTextReader();
  /** What is typed and not read yet; null: the draft has all of it. */
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? draft.text;
  const roles = useMemo(() => rolesOfText(text), [text]);
  const changeTree = useCallback(
    (tree: Condition) => onChange(() => draftOfTree(tree, names)),
    [onChange, names],
  );
  const type = (next: string): void => {
    fetch();
    setTyped(next);
    startTransition(() => {
      onChange((now) =>
        reader === null ? keepText(now, next) : changeText(now, next, { ...language, ...reader }),
      );
      setTyped(null);
    });
  };
  const { isRead } = draft;
  useEffect(() => {
    if (isRead || reader === null) return;
    startTransition(() => {
      onChange((now) => changeText(now, now.text, { ...language, ...reader }));
    });
  }, [isRead, reader, language, onChange]);
  const complete = useCallback(
    (written: string, offset: number) => reader?.completeText(written, offset, names) ?? [],
    [reader, names],
  );
  const isOutOfStep = draft.errors.length > 0;
  return (
    <div className="k-editor">
      <div className="k-editor-form">
        {isOutOfStep ? (
          <Text as="p" tone="caution">
            {t("text.outOfStep")}
          </Text>
        ) : null}
        {hasFailed && !isRead ? (
          <InlineStack gap="200" blockAlign="center">
            <Text as="p" tone="critical">
              {t("text.unread")}
            </Text>
            <Button size="slim" onClick={fetch}>
              {t("common:error.tryAgain")}
            </Button>
          </InlineStack>
        ) : null}
        <Form id={id} label={label} value={draft.tree} problems={problems} onChange={changeTree} />
      </div>
      <TextForm
        label={t("text.label", { label })}
        value={text}
        errors={draft.errors}
        roles={roles}
        complete={complete}
        onTurnTo={fetch}
        onChange={type}
      />
    </div>
  );
}
