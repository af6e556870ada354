import { BlockStack } from "@shopify/polaris";
import { useCallback, type ReactNode } from "react";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { ConditionList } from "../condition-list.tsx";
import { ConditionEditor } from "./condition-editor.tsx";
import type { ConditionDraft } from "./condition-draft.ts";
import type { ConditionLanguage } from "./condition-language.ts";
import type { ChangeDraft, SegmentDraft } from "./segment-draft.ts";

/** Who belongs to the segment: in words, how many that would be, and the condition to change. */
export function ConditionCard(props: {
  draft: SegmentDraft;
  language: ConditionLanguage;
  onChange: ChangeDraft;
  /** What can be done with all of it, in the card's head. */
  tools: ReactNode;
  /** How many would be in it, beside the words. */
  size: ReactNode;
}) {
  const { draft, language, onChange, tools, size } = props;
  const { t } = useWords("editor");
  const changeCondition = useCallback<ChangeDraft<ConditionDraft>>(
    (edit) => onChange((now) => ({ ...now, condition: edit(now.condition) })),
    [onChange],
  );
  return (
    <SectionCard title={t("condition.title")} action={tools}>
      <BlockStack gap="400">
        <div className="k-summary">
          <div className="k-shrink">
            <ConditionList condition={draft.condition.tree} />
          </div>
          {size}
        </div>
        <ConditionEditor
          id="condition"
          label={t("condition.label")}
          draft={draft.condition}
          language={language}
          onChange={changeCondition}
        />
      </BlockStack>
    </SectionCard>
  );
}
