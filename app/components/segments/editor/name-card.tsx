import { BlockStack, Checkbox, TextField } from "@shopify/polaris";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
import { useEditorShop } from "./editor-context.tsx";
import {
  MOST_TAGS,
  renamed,
  tagOfName,
  type ChangeDraft,
  type SegmentDraft,
} from "./segment-draft.ts";

interface Props {
  draft: SegmentDraft;
  onChange: ChangeDraft;
}

/** What the segment is called, and which tag its members carry in Shopify. */
export function NameCard({ draft, isNew, onChange }: Props & { isNew: boolean }) {
  const { t } = useWords("editor");
  return (
    <SectionCard title={t("name.title")}>
      <div className="k-columns" data-ratio="even">
        <BlockStack gap="300">
          <TextField
            label={t("name.name")}
            autoComplete="off"
            maxLength={80}
            value={draft.name}
            onChange={(name) => onChange((now) => (isNew ? renamed(now, name) : { ...now, name }))}
          />
          <TextField
            label={t("name.description")}
            autoComplete="off"
            maxLength={300}
            multiline={2}
            placeholder={t("name.descriptionHint")}
            value={draft.description}
            onChange={(description) => onChange((now) => ({ ...now, description }))}
          />
        </BlockStack>
        <TagFields draft={draft} onChange={onChange} />
      </div>
    </SectionCard>
  );
}

function TagFields({ draft, onChange }: Props) {
  const { tagPrefix, segments } = useEditorShop();
  const { t, format } = useWords("editor");
  const counts = { most: format.count(MOST_TAGS) };
  const tagsUsed = segments.filter(({ tag }) => tag !== null).length;
  const isFull = draft.tag === null && tagsUsed >= MOST_TAGS;
  return (
    <BlockStack gap="300">
      <Checkbox
        label={t("name.writeTag")}
        helpText={isFull ? t("name.tagsFull", counts) : t("name.tagUse")}
        checked={draft.tag !== null}
        disabled={isFull}
        onChange={(isWanted) =>
          onChange((now) => ({ ...now, tag: isWanted ? tagOfName(now.name) : null }))
        }
      />
      {draft.tag === null ? null : (
        <TextField
          label={t("name.tag")}
          autoComplete="off"
          prefix={tagPrefix}
          maxLength={100}
          value={draft.tag}
          helpText={t("name.tagsUsed", { ...counts, used: format.count(tagsUsed) })}
          onChange={(tag) => onChange((now) => ({ ...now, tag }))}
        />
      )}
    </BlockStack>
  );
}
