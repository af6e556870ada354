import { Link, Text } from "@shopify/polaris";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { ShareBar } from "../../table/share-bar.tsx";
import { useWords } from "../../words/use-words.ts";
import { useReadyNames } from "../use-ready-names.ts";

const MOST_SHOWN = 6;

/** How much of the segment lies in other ones, the greatest part first. */
export function Overlaps({ preview }: { preview: SegmentPreview }) {
  const { overlaps, customers } = useReadyNames(preview);
  const { t, format } = useWords("editor");
  if (overlaps.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("overlap.none")}
      </Text>
    );
  }
  return (
    <ul className="k-bars">
      {overlaps.slice(0, MOST_SHOWN).map(({ handle, name, shared, size }) => (
        <li key={handle}>
          <span className="k-shrink">
            <Link url={`/app/segments/${handle}`} target="_blank" removeUnderline>
              {name}
            </Link>
            <Text as="p" variant="bodySm" tone="subdued">
              {t("overlap.shared", {
                amount: format.estimate(shared),
                part: format.share(shared.count, size.count),
                name,
              })}
            </Text>
          </span>
          <ShareBar part={shared.count} whole={customers.count} />
        </li>
      ))}
    </ul>
  );
}
