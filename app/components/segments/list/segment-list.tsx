import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import type { SegmentOverview } from "../../../queries/read-segment-overview.ts";
import { formatCount, formatCounted } from "../../format/format-number.ts";
import { ResponsiveTable, type Column } from "../../table/responsive-table.tsx";
import { Sparkline } from "../sparkline.tsx";
import { StateBadge } from "../state-badge.tsx";
import { changeOf } from "./order-segments.ts";

/** Every segment with its size, where it comes from and where it is heading. */
export function SegmentList({ segments }: { segments: readonly SegmentOverview[] }) {
  return (
    <ResponsiveTable
      caption="Segments"
      columns={COLUMNS}
      rows={segments}
      rowKey={({ handle }) => handle}
    />
  );
}

const COLUMNS: readonly Column<SegmentOverview>[] = [
  { header: "Segment", cell: (segment) => <NameCell segment={segment} /> },
  { header: "Customers", cell: (segment) => <SizeCell segment={segment} />, isNumeric: true },
  { header: "Since yesterday", cell: (segment) => changeWords(changeOf(segment)), isNumeric: true },
  {
    header: "Last 30 days",
    cell: ({ name, trend }) => <Sparkline values={trend} label={`${name}, last 30 days`} />,
  },
  {
    header: "Tag",
    cell: ({ tag }) => (tag === null ? "none" : <span className="k-code">{tag}</span>),
  },
];

function NameCell({ segment }: { segment: SegmentOverview }) {
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Link url={`/app/segments/${segment.handle}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {segment.name}
          </Text>
        </Link>
        <StateBadge state={segment.state} />
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {segment.description}
      </Text>
    </BlockStack>
  );
}

function SizeCell({ segment: { size, visitors } }: { segment: SegmentOverview }) {
  return (
    <>
      {formatCount(size)}
      {visitors > 0 ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {`+ ${formatCounted(visitors, "visitor")}`}
        </Text>
      ) : null}
    </>
  );
}

/** "+12", "−3", "±0": the sign is read where a color would not be. */
export function changeWords(change: number): string {
  if (change === 0) return "±0";
  return `${change > 0 ? "+" : "−"}${formatCount(Math.abs(change))}`;
}
