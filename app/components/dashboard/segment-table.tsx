import { BlockStack, Link, Text } from "@shopify/polaris";
import type { SegmentOverview } from "../../queries/read-segment-overview.ts";
import { formatCount, formatCounted } from "../format/format-number.ts";
import { Sparkline } from "../segments/sparkline.tsx";
import { ResponsiveTable, type Column } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { ShareBar } from "../table/share-bar.tsx";

/** Every segment with its size, its part of the customers, where it is heading, and its tag. */
export function SegmentTable({
  segments,
  customers,
  isBackfilling,
}: {
  segments: readonly SegmentOverview[];
  customers: number;
  isBackfilling: boolean;
}) {
  const columns: Column<SegmentOverview>[] = [
    { header: "Segment", cell: (segment) => <NameCell segment={segment} /> },
    { header: "Customers", cell: (segment) => <SizeCell segment={segment} />, isNumeric: true },
    { header: "Share", cell: ({ size }) => <ShareBar part={size} whole={customers} /> },
    {
      header: "Last 14 days",
      cell: ({ name, trend }) => <Sparkline values={trend} label={`${name}, last 14 days`} />,
    },
    {
      header: "Tag",
      cell: ({ tag }) => (tag === null ? "none" : <span className="k-code">{tag}</span>),
    },
  ];
  return (
    <SectionCard
      title="Segments"
      hint={
        isBackfilling
          ? "Filled once your history is complete."
          : "Customers enter and leave as they behave. The tag is on them in Shopify."
      }
      isFlush
    >
      <ResponsiveTable
        caption="Segments"
        columns={columns}
        rows={segments}
        rowKey={({ handle }) => handle}
      />
    </SectionCard>
  );
}

function NameCell({ segment }: { segment: SegmentOverview }) {
  return (
    <BlockStack gap="050">
      <Link url={`/app/segments/${segment.handle}`} removeUnderline>
        <Text as="span" fontWeight="semibold">
          {segment.name}
        </Text>
      </Link>
      <Text as="span" variant="bodySm" tone="subdued">
        {segment.description}
      </Text>
    </BlockStack>
  );
}

function SizeCell({ segment }: { segment: SegmentOverview }) {
  return (
    <span className="k-nowrap">
      {formatCount(segment.size)}
      {segment.visitors > 0 ? (
        <Text
          as="span"
          variant="bodySm"
          tone="subdued"
        >{` + ${formatCounted(segment.visitors, "visitor")}`}</Text>
      ) : null}
    </span>
  );
}
