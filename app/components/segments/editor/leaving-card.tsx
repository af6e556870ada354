import { BlockStack } from "@shopify/polaris";
import { useCallback } from "react";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { draftOfTree, type ConditionDraft } from "./condition-draft.ts";
import { ConditionEditor } from "./condition-editor.tsx";
import type { ConditionLanguage } from "./condition-language.ts";
import type { ChangeDraft, SegmentDraft } from "./segment-draft.ts";
import { TimeField } from "./time-field.tsx";

/** When members leave: at once, or by a condition of their own, and how long they stay in and out at least. */
export function LeavingCard(props: {
  draft: SegmentDraft;
  language: ConditionLanguage;
  onChange: ChangeDraft;
}) {
  const { draft, language, onChange } = props;
  const { t } = useWords("editor");
  const changeLeaving = useCallback<ChangeDraft<ConditionDraft>>(
    (edit) =>
      onChange((now) =>
        now.leaveWhen === null ? now : { ...now, leaveWhen: edit(now.leaveWhen) },
      ),
    [onChange],
  );
  return (
    <SectionCard title={t("leaving.title")} hint={t("leaving.hint")}>
      <BlockStack gap="300">
        <span className="k-line">
          <span>{t("leaving.leave")}</span>
          <Choice
            label={t("leaving.when")}
            value={draft.leaveWhen === null ? "at-once" : "when"}
            options={[
              { value: "at-once", label: t("leaving.atOnce") },
              { value: "when", label: t("leaving.byCondition") },
            ]}
            onChange={(when) =>
              onChange((now) => ({
                ...now,
                leaveWhen:
                  when === "at-once"
                    ? null
                    : draftOfTree({ kind: "none", of: [now.condition.tree] }, language.names),
              }))
            }
          />
        </span>
        {draft.leaveWhen === null ? null : (
          <ConditionEditor
            id="leave-when"
            label={t("leaving.condition")}
            draft={draft.leaveWhen}
            language={language}
            onChange={changeLeaving}
          />
        )}
        <TimeField
          before={t("leaving.stay")}
          none={t("leaving.stayNone")}
          value={draft.minimumStayMs}
          onChange={(minimumStayMs) => onChange((now) => ({ ...now, minimumStayMs }))}
        />
        <TimeField
          before={t("leaving.absence")}
          none={t("leaving.absenceNone")}
          value={draft.minimumAbsenceMs}
          onChange={(minimumAbsenceMs) => onChange((now) => ({ ...now, minimumAbsenceMs }))}
        />
      </BlockStack>
    </SectionCard>
  );
}
