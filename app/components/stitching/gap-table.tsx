import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { GAP_CAUSES, type GapCause } from "../../pipeline/shared/stitching.ts";
import type { Stitching } from "../../queries/read-stitching.ts";
import { formatCount, formatShare } from "../format/format-number.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { GAP_WORDS } from "./gap-words.ts";

/** The orders that are tied to nothing, each under its one cause, with what to do about it. */
export function GapTable({ report, editorUrl }: { report: Stitching; editorUrl: string }) {
  const { orders, tied, gaps } = report;
  return (
    <ResponsiveTable
      caption="Why orders are not tied"
      rows={GAP_CAUSES.filter((cause) => gaps[cause] > 0)}
      rowKey={(cause) => cause}
      columns={[
        {
          header: "Not tied because",
          cell: (cause) => <Cause cause={cause} />,
          footer: "Not tied",
        },
        {
          header: "What to do",
          cell: (cause) => <Todo cause={cause} editorUrl={editorUrl} />,
          isWide: true,
        },
        {
          header: "Orders",
          cell: (cause) => formatCount(gaps[cause]),
          isNumeric: true,
          footer: formatCount(orders - tied),
        },
        {
          header: "Share",
          cell: (cause) => formatShare(gaps[cause], orders),
          isNumeric: true,
          footer: formatShare(orders - tied, orders),
        },
      ]}
    />
  );
}

function Cause({ cause }: { cause: GapCause }) {
  const { name, meaning } = GAP_WORDS[cause];
  return (
    <BlockStack gap="050">
      <InlineStack gap="150" blockAlign="center" wrap={false}>
        <span className="k-swatch k-gap" data-cause={cause} aria-hidden="true" />
        <Text as="span" fontWeight="semibold">
          {name}
        </Text>
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {meaning}
      </Text>
    </BlockStack>
  );
}

function Todo({ cause, editorUrl }: { cause: GapCause; editorUrl: string }) {
  return (
    <BlockStack gap="150" inlineAlign="start">
      <Text as="span">{GAP_WORDS[cause].todo}</Text>
      {cause === "unseen-cart" ? (
        <Button size="micro" url={editorUrl} target="_blank">
          Open theme editor
        </Button>
      ) : null}
    </BlockStack>
  );
}
