import { Badge, BlockStack, InlineStack, Text } from "@shopify/polaris";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { METRIC_WORDS, metricText, SHOWN_METRICS } from "./metric-words.ts";
import type { ModelRow } from "./trial-view.ts";

/** Every model's metrics over one horizon, the served one marked, the simple rules labelled and last. */
export function ModelTable({ models }: { models: readonly ModelRow[] }) {
  return (
    <ResponsiveTable
      caption="How every model did"
      rows={models}
      rowKey={({ name }) => name}
      columns={[
        { header: "Model", cell: (model) => <Model {...model} /> },
        ...SHOWN_METRICS.map((metric) => ({
          header: METRIC_WORDS[metric].name,
          cell: ({ judgement }: ModelRow) => metricText(metric, judgement),
          isNumeric: true,
        })),
      ]}
    />
  );
}

function Model({ words: { name, how, isSimple }, isServed }: ModelRow) {
  return (
    <BlockStack gap="050">
      <InlineStack gap="150" blockAlign="center">
        <Text as="span" fontWeight={isServed ? "semibold" : "regular"}>
          {name}
        </Text>
        {isServed ? (
          <Badge size="small" tone="success">
            Served
          </Badge>
        ) : null}
        {isSimple ? <Badge size="small">Simple rule</Badge> : null}
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {how}
      </Text>
    </BlockStack>
  );
}
