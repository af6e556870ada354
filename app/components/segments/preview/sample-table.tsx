import { Box, Text } from "@shopify/polaris";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { CustomerLink } from "../../customers/customer-link.tsx";
import { useWords } from "../../words/use-words.ts";
import { ResponsiveTable } from "../../table/responsive-table.tsx";

/** Some customers who would be in a segment, with the reason each. */
export function SampleTable({ sample }: { sample: SegmentPreview["sample"] }) {
  const { t } = useWords("editor");
  if (sample.length === 0) {
    return (
      <Box padding="400" paddingBlockStart="0">
        <Text as="p" tone="subdued">
          {t("sample.nobody")}
        </Text>
      </Box>
    );
  }
  return (
    <ResponsiveTable
      caption={t("sample.title")}
      rows={sample}
      rowKey={({ customerId }) => customerId ?? ""}
      columns={[
        {
          header: t("sample.customer"),
          cell: ({ customerId }) => <CustomerLink customerId={customerId} isIdOnly />,
        },
        {
          header: t("sample.why"),
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
