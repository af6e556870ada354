import { Box, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Comparison } from "../../queries/read-reconciliation.ts";
import { InstantText } from "../format/instant-text.tsx";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";

const RESOURCES = ["customers", "products", "orders", "addresses"] as const;

function resourceName({ t }: Words<"quality">, resource: string): string {
  const known = RESOURCES.find((name) => name === resource);
  return known === undefined ? resource : t(`resource.${known}`);
}

/** What Shopify has changed, held against what webhooks told, and what was mended. */
export function ComparisonCard({
  comparisons,
  asOf,
}: {
  comparisons: readonly Comparison[];
  asOf: Instant;
}) {
  const words = useWords("quality");
  const { t, format } = words;
  return (
    <SectionCard title={t("comparison.title")} hint={t("comparison.hint")} isFlush>
      {comparisons.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("comparison.later")}
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption={t("comparison.title")}
          rows={comparisons}
          rowKey={({ resource }) => resource}
          columns={[
            {
              header: t("comparison.records"),
              cell: ({ resource }) => resourceName(words, resource),
            },
            {
              header: t("comparison.compared"),
              cell: ({ compared }) => format.count(compared),
              isNumeric: true,
            },
            {
              header: t("comparison.repaired"),
              cell: ({ repaired }) => format.count(repaired),
              isNumeric: true,
            },
            {
              header: t("comparison.lastRun"),
              cell: ({ lastRunAt }) =>
                lastRunAt === null ? (
                  t("comparison.notYet")
                ) : (
                  <InstantText at={lastRunAt} asOf={asOf} />
                ),
            },
          ]}
        />
      )}
    </SectionCard>
  );
}
