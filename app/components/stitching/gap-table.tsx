import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { GAP_CAUSES, type GapCause } from "../../pipeline/shared/stitching.ts";
import type { Stitching } from "../../queries/read-stitching.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { useWords } from "../words/use-words.ts";
import { judgedWords } from "./judged-words.ts";

/** The orders that are tied to nothing, each under its one cause, with what to do about it. */
export function GapTable({ report, editorUrl }: { report: Stitching; editorUrl: string }) {
  const words = useWords("quality");
  const { t, format } = words;
  const { judged, tied, gaps } = report;
  return (
    <ResponsiveTable
      caption={t("gap.caption")}
      rows={GAP_CAUSES.filter((cause) => gaps[cause] > 0)}
      rowKey={(cause) => cause}
      columns={[
        {
          header: t("gap.because"),
          cell: (cause) => <Cause cause={cause} />,
          footer: t("gap.notTied"),
        },
        {
          header: t("gap.todo"),
          cell: (cause) => <Todo cause={cause} editorUrl={editorUrl} />,
          isWide: true,
        },
        {
          header: t("gap.orders"),
          cell: (cause) => judgedWords(words, report, gaps[cause]),
          isNumeric: true,
          footer: judgedWords(words, report, judged - tied),
        },
        {
          header: t("gap.share"),
          cell: (cause) => format.share(gaps[cause], judged),
          isNumeric: true,
          footer: format.share(judged - tied, judged),
        },
      ]}
    />
  );
}

function Cause({ cause }: { cause: GapCause }) {
  const { t } = useWords("quality");
  return (
    <BlockStack gap="050">
      <InlineStack gap="150" blockAlign="center" wrap={false}>
        <span className="k-swatch k-gap" data-cause={cause} aria-hidden="true" />
        <Text as="span" fontWeight="semibold">
          {t(`cause.${cause}.name`)}
        </Text>
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {t(`cause.${cause}.meaning`)}
      </Text>
    </BlockStack>
  );
}

function Todo({ cause, editorUrl }: { cause: GapCause; editorUrl: string }) {
  const { t } = useWords("quality");
  return (
    <BlockStack gap="150" inlineAlign="start">
      <Text as="span">{t(`cause.${cause}.todo`)}</Text>
      {cause === "unseen-cart" ? (
        <Button size="micro" url={editorUrl} target="_blank">
          {t("sources.themeEditor")}
        </Button>
      ) : null}
    </BlockStack>
  );
}
