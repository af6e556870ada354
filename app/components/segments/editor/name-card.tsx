import { BlockStack, Checkbox, TextField } from "@shopify/polaris";
import { SectionCard } from "../../table/section-card.tsx";
import { useEditorShop } from "./editor-context.tsx";
import { tagOfName, type SegmentDraft } from "./segment-draft.ts";

/** As many as all segments together may write, so that Shopify's customers stay readable. */
const MOST_TAGS = 20;

interface Props {
  draft: SegmentDraft;
  onChange: (draft: SegmentDraft) => void;
}

/** What the segment is called, and which tag its members carry in Shopify. */
export function NameCard({ draft, onChange }: Props) {
  return (
    <SectionCard title="Name and tag">
      <div className="k-columns" data-ratio="even">
        <BlockStack gap="300">
          <TextField
            label="Name"
            autoComplete="off"
            maxLength={80}
            value={draft.name}
            onChange={(name) => onChange({ ...draft, name })}
          />
          <TextField
            label="Description"
            autoComplete="off"
            maxLength={300}
            multiline={2}
            placeholder="One sentence on who is in it, for your team"
            value={draft.description}
            onChange={(description) => onChange({ ...draft, description })}
          />
        </BlockStack>
        <TagFields draft={draft} onChange={onChange} />
      </div>
    </SectionCard>
  );
}

function TagFields({ draft, onChange }: Props) {
  const { tagPrefix, segments } = useEditorShop();
  const tagsUsed = segments.filter(({ tag }) => tag !== null).length;
  const isFull = draft.tag === null && tagsUsed >= MOST_TAGS;
  return (
    <BlockStack gap="300">
      <Checkbox
        label="Write a customer tag in Shopify"
        helpText={
          isFull
            ? `All ${MOST_TAGS} tags are used. A segment without a tag works everywhere in Kindling.`
            : "Klaviyo, Shopify Flow and Shopify’s own segments can use it."
        }
        checked={draft.tag !== null}
        disabled={isFull}
        onChange={(isWanted) =>
          onChange({ ...draft, tag: isWanted ? tagOfName(draft.name) : null })
        }
      />
      {draft.tag === null ? null : (
        <TextField
          label="Tag"
          autoComplete="off"
          prefix={tagPrefix}
          maxLength={100}
          value={draft.tag}
          helpText={`${tagsUsed} of ${MOST_TAGS} tags used by other segments.`}
          onChange={(tag) => onChange({ ...draft, tag })}
        />
      )}
    </BlockStack>
  );
}
