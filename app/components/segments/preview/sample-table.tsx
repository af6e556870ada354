import { Box, Text } from "@shopify/polaris";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { CustomerLink } from "../../customers/customer-link.tsx";
import { ResponsiveTable } from "../../table/responsive-table.tsx";

/** Some customers who would be in a segment, with the reason each. */
export function SampleTable({ sample }: { sample: SegmentPreview["sample"] }) {
  if (sample.length === 0) {
    return (
      <Box padding="400" paddingBlockStart="0">
        <Text as="p" tone="subdued">
          Nobody now.
        </Text>
      </Box>
    );
  }
  return (
    <ResponsiveTable
      caption="Who would be in it"
      rows={sample}
      rowKey={({ customerId }) => customerId ?? ""}
      columns={[
        {
          header: "Customer",
          cell: ({ customerId }) => <CustomerLink customerId={customerId} isIdOnly />,
        },
        {
          header: "Why",
          cell: ({ reason }) => (
            <Text as="span" variant="bodySm" tone="subdued">
              {reason}
            </Text>
          ),
          isWide: true,
        },
      ]}
    />
  );
}
