import { Box, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Comparison } from "../../queries/read-reconciliation.ts";
import { formatCount } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";

const RESOURCE_WORDS: Record<string, string> = {
  customers: "Customers",
  products: "Products",
  orders: "Orders and refunds",
  addresses: "Addresses of customers",
};

/** What Shopify has changed, held against what webhooks told, and what was mended. */
export function ComparisonCard({
  comparisons,
  asOf,
}: {
  comparisons: readonly Comparison[];
  asOf: Instant;
}) {
  return (
    <SectionCard
      title="Compared with Shopify"
      hint="Webhooks get lost. Every ten minutes what Shopify changed is compared, and what is missing is fetched."
      isFlush
    >
      {comparisons.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            Begins when the history is read.
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption="Compared with Shopify"
          rows={comparisons}
          rowKey={({ resource }) => resource}
          columns={[
            { header: "Records", cell: ({ resource }) => RESOURCE_WORDS[resource] ?? resource },
            { header: "Compared", cell: ({ compared }) => formatCount(compared), isNumeric: true },
            { header: "Repaired", cell: ({ repaired }) => formatCount(repaired), isNumeric: true },
            {
              header: "Last run",
              cell: ({ lastRunAt }) =>
                lastRunAt === null ? "Not yet" : <InstantText at={lastRunAt} asOf={asOf} />,
            },
          ]}
        />
      )}
    </SectionCard>
  );
}
