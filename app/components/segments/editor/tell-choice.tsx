import { Checkbox } from "@shopify/polaris";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { countedWords, estimateWords } from "../preview/estimate-words.ts";
import { useEditorShop } from "./editor-context.tsx";

interface Props {
  /** null: not known while the condition is not complete. */
  preview: Pick<SegmentPreview, "entering" | "leaving"> | null;
  isTold: boolean;
  onChange: (isTold: boolean) => void;
}

/**
 * Whether flows start for those whom publishing itself moves. Off unless a merchant says so: as in Klaviyo, an edit sends
 * nobody a message. Nothing is asked where nobody would hear.
 */
export function TellChoice({ preview, isTold, onChange }: Props) {
  const { listeners } = useEditorShop();
  const names = [
    ...(listeners.flow ? ["Shopify Flow"] : []),
    ...(listeners.klaviyo ? ["Klaviyo"] : []),
  ];
  if (names.length === 0) return null;
  const moved =
    preview === null
      ? "everybody who enters and leaves by it"
      : `${countedWords(preview.entering, "customer")} who enter and ${estimateWords(preview.leaving)} who leave by it`;
  return (
    <SectionCard title="Flows">
      <Checkbox
        label={`Tell ${names.join(" and ")} of ${moved}`}
        helpText="Workflows and flows that begin with an entry or an exit then run for all of them. Without it they run for those who enter or leave afterwards."
        checked={isTold}
        onChange={onChange}
      />
    </SectionCard>
  );
}
