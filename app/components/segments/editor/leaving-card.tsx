import { BlockStack } from "@shopify/polaris";
import { SectionCard } from "../../table/section-card.tsx";
import { Choice } from "./choice.tsx";
import { draftOfTree } from "./condition-draft.ts";
import { ConditionEditor } from "./condition-editor.tsx";
import type { ConditionLanguage } from "./condition-language.ts";
import type { SegmentDraft } from "./segment-draft.ts";
import { TimeField } from "./time-field.tsx";

/** When members leave: at once, or by a condition of their own, and how long they stay in and out at least. */
export function LeavingCard(props: {
  draft: SegmentDraft;
  language: ConditionLanguage;
  onChange: (draft: SegmentDraft) => void;
}) {
  const { draft, language, onChange } = props;
  return (
    <SectionCard
      title="Leaving"
      hint="Keeps customers at the edge from going in and out again and again."
    >
      <BlockStack gap="300">
        <span className="k-line">
          <span>Members leave</span>
          <Choice
            label="When members leave"
            value={draft.leaveWhen === null ? "at-once" : "when"}
            options={[
              { value: "at-once", label: "as soon as the condition is not met any more" },
              { value: "when", label: "when another condition is met" },
            ]}
            onChange={(when) =>
              onChange({
                ...draft,
                leaveWhen:
                  when === "at-once"
                    ? null
                    : draftOfTree({ kind: "none", of: [draft.condition.tree] }, language.names),
              })
            }
          />
        </span>
        {draft.leaveWhen === null ? null : (
          <ConditionEditor
            id="leave-when"
            label="Members leave when"
            draft={draft.leaveWhen}
            language={language}
            onChange={(leaveWhen) => onChange({ ...draft, leaveWhen })}
          />
        )}
        <TimeField
          before="Who enters stays in"
          none="as long as they fit"
          value={draft.minimumStayMs}
          onChange={(minimumStayMs) => onChange({ ...draft, minimumStayMs })}
        />
        <TimeField
          before="Who left stays out"
          none="until they fit again"
          value={draft.minimumAbsenceMs}
          onChange={(minimumAbsenceMs) => onChange({ ...draft, minimumAbsenceMs })}
        />
      </BlockStack>
    </SectionCard>
  );
}
