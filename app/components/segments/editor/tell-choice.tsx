import { Checkbox } from "@shopify/polaris";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";
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
  const { t, format } = useWords("editor");
  const names = [
    ...(listeners.flow ? ["Shopify Flow"] : []),
    ...(listeners.klaviyo ? ["Klaviyo"] : []),
  ];
  if (names.length === 0) return null;
  const moved =
    preview === null
      ? t("tell.everybody")
      : t("tell.counted", {
          entering: format.counted(preview.entering, "customers"),
          leaving: format.estimate(preview.leaving),
        });
  return (
    <SectionCard title={t("tell.title")}>
      <Checkbox
        label={t("tell.label", { names: format.list(names), moved })}
        helpText={t("tell.help")}
        checked={isTold}
        onChange={onChange}
      />
    </SectionCard>
  );
}
