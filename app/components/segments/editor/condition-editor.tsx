import { Text } from "@shopify/polaris";
import { useMemo } from "react";
import type { Condition } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { TextForm } from "../text/text-form.tsx";
import { completeText } from "../text/complete-text.ts";
import { rolesOfText } from "../text/text-roles.ts";
import { changeText, draftOfTree, type ConditionDraft } from "./condition-draft.ts";
import { ConditionForm } from "./condition-form.tsx";
import type { ConditionLanguage } from "./condition-language.ts";
import { placeProblems } from "./place-problems.ts";

interface Props {
  id: string;
  label: string;
  draft: ConditionDraft;
  language: ConditionLanguage;
  onChange: (draft: ConditionDraft) => void;
}

/** One condition, as a form and as text side by side: what is changed in one changes in the other. */
export function ConditionEditor({ id, label, draft, language, onChange }: Props) {
  const { t } = useWords("editor");
  const { names } = language;
  const problems = useMemo(
    () => placeProblems(draft.tree, language.check(draft.tree)),
    [draft.tree, language],
  );
  const roles = useMemo(() => rolesOfText(draft.text), [draft.text]);
  const isOutOfStep = draft.errors.length > 0;
  return (
    <div className="k-editor">
      <div className="k-editor-form">
        {isOutOfStep ? (
          <Text as="p" tone="caution">
            {t("text.outOfStep")}
          </Text>
        ) : null}
        <ConditionForm
          id={id}
          label={label}
          value={draft.tree}
          problems={problems}
          onChange={(tree: Condition) => onChange(draftOfTree(tree, names))}
        />
      </div>
      <TextForm
        label={t("text.label", { label })}
        value={draft.text}
        errors={draft.errors}
        roles={roles}
        complete={(text, offset) => completeText(text, offset, names)}
        onChange={(text) => onChange(changeText(draft, text, language))}
      />
    </div>
  );
}
