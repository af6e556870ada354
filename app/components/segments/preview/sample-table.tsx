import { Box, Text } from "@shopify/polaris";
import type { SegmentPreview } from "../../../services/preview-segment.ts";
import { CustomerLink } from "../../customers/customer-link.tsx";
import { sayKeptReason } from "../say-reason.ts";
import { useWords } from "../../words/use-words.ts";
import { ResponsiveTable } from "../../table/responsive-table.tsx";

/** Some customers who would be in a segment, with the reason each. */
export function SampleTable({ sample }: { sample: SegmentPreview["sample"] }) {
  const { t } = useWords("editor");
  const words = useWords("conditions");
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
              {sayKeptReason(words, reason)}
            </Text>
          ),
          isWide: true,
        },
      ]}
    />
  );
}
