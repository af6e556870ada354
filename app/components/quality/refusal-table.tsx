import { BlockStack, Box, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Refusal, Refusals } from "../../queries/read-refusals.ts";
import { formatCount, formatCounted } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SOURCE_WORDS } from "../sources/source-words.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { refusalWords } from "./refusal-words.ts";

/** What could not be taken in the last day, why, and what to do about it. */
export function RefusalTable({
  refusals: { refusals, left },
  asOf,
}: {
  refusals: Refusals;
  asOf: Instant;
}) {
  return (
    <SectionCard title="Refused, and why" hint="Last 24 hours" isFlush>
      {refusals.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            Nothing was refused.
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption="Refused, and why"
          rows={refusals}
          rowKey={({ source, outcome, reason }) => `${source} ${outcome} ${reason}`}
          columns={[
            { header: "Why", cell: (refusal) => <Why refusal={refusal} /> },
            { header: "What to do", cell: (refusal) => refusalWords(refusal).todo, isWide: true },
            { header: "Source", cell: ({ source }) => SOURCE_WORDS[source].name },
            { header: "Count", cell: ({ count }) => formatCount(count), isNumeric: true },
            { header: "Last", cell: ({ lastAt }) => <InstantText at={lastAt} asOf={asOf} /> },
          ]}
        />
      )}
      {left > 0 ? (
        <Box padding="400" paddingBlockStart="200">
          <Text as="p" tone="subdued">{`And ${formatCounted(left, "reason")} more.`}</Text>
        </Box>
      ) : null}
    </SectionCard>
  );
}

function Why({ refusal }: { refusal: Refusal }) {
  return (
    <BlockStack gap="050">
      <Text as="span" fontWeight="medium">
        {refusalWords(refusal).what}
      </Text>
      <span className="k-code">{refusal.reason}</span>
    </BlockStack>
  );
}
