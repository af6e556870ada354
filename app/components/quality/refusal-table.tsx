import { BlockStack, Box, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Refusal, Refusals } from "../../queries/read-refusals.ts";
import { InstantText } from "../format/instant-text.tsx";
import { sourceName } from "../sources/source-words.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { refusalWords } from "./refusal-words.ts";

/** What could not be taken in the last day, why, and what to do about it. */
export function RefusalTable({
  refusals: { refusals, left },
  asOf,
}: {
  refusals: Refusals;
  asOf: Instant;
}) {
  const words = useWords("quality");
  const sourceWords = useWords("sources");
  const { t, format } = words;
  return (
    <SectionCard title={t("refusals.title")} hint={t("refusals.hint")} isFlush>
      {refusals.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("refusals.none")}
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption={t("refusals.title")}
          rows={refusals}
          rowKey={({ source, outcome, reason }) => `${source} ${outcome} ${reason}`}
          columns={[
            { header: t("refusals.why"), cell: (refusal) => <Why refusal={refusal} /> },
            {
              header: t("refusals.todo"),
              cell: (refusal) => refusalWords(words, refusal).todo,
              isWide: true,
            },
            { header: t("sources.source"), cell: ({ source }) => sourceName(sourceWords, source) },
            {
              header: t("refusals.count"),
              cell: ({ count }) => format.count(count),
              isNumeric: true,
            },
            {
              header: t("refusals.last"),
              cell: ({ lastAt }) => <InstantText at={lastAt} asOf={asOf} />,
            },
          ]}
        />
      )}
      {left > 0 ? (
        <Box padding="400" paddingBlockStart="200">
          <Text as="p" tone="subdued">
            {t("refusals.left", { count: left, amount: format.count(left) })}
          </Text>
        </Box>
      ) : null}
    </SectionCard>
  );
}

function Why({ refusal }: { refusal: Refusal }) {
  const words = useWords("quality");
  return (
    <BlockStack gap="050">
      <Text as="span" fontWeight="medium">
        {refusalWords(words, refusal).what}
      </Text>
      <span className="k-code">{refusal.reason}</span>
    </BlockStack>
  );
}
