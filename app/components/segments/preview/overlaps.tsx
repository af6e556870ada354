import { Link, Text } from "@shopify/polaris";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { formatShare } from "../../format/format-number.ts";
import { ShareBar } from "../../table/share-bar.tsx";
import { estimateWords } from "./estimate-words.ts";

const MOST_SHOWN = 6;

/** How much of the segment lies in other ones, the greatest part first. */
export function Overlaps({ preview: { overlaps, customers } }: { preview: SegmentPreview }) {
  if (overlaps.length === 0) {
    return (
      <Text as="p" tone="subdued">
        Nobody in it is in another segment.
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
              {`${estimateWords(shared)} shared, ${formatShare(shared.count, size.count)} of ${name}`}
            </Text>
          </span>
          <ShareBar part={shared.count} whole={customers.count} />
        </li>
      ))}
    </ul>
  );
}
