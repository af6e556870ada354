import { Badge, BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { ModelName } from "../../pipeline/predict/purchase/fitted-model.ts";
import type { TaskCard } from "../../pipeline/predict/shop/model-card.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { describeChoice } from "./describe-choice.ts";
import { METRIC_WORDS, metricText, SHOWN_METRICS } from "./metric-words.ts";
import { MODEL_WORDS, MODELS_IN_ORDER } from "./model-words.ts";

/** Every model's metrics over one horizon, the served one marked, the simple rules labelled and last. */
export function ModelTable({ card }: { card: TaskCard }) {
  const { served } = describeChoice(card);
  const rows = MODELS_IN_ORDER.flatMap(
    (name) => card.models.find((model) => model.name === name) ?? [],
  );
  return (
    <ResponsiveTable
      caption="How every model did"
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { header: "Model", cell: ({ name }) => <Model name={name} isServed={name === served} /> },
        ...SHOWN_METRICS.map((metric) => ({
          header: METRIC_WORDS[metric].name,
          cell: (model: TaskCard["models"][number]) => metricText(metric, model),
          isNumeric: true,
        })),
      ]}
    />
  );
}

function Model({ name, isServed }: { name: ModelName; isServed: boolean }) {
  const { name: words, how, isSimple } = MODEL_WORDS[name];
  return (
    <BlockStack gap="050">
      <InlineStack gap="150" blockAlign="center">
        <Text as="span" fontWeight={isServed ? "semibold" : "regular"}>
          {words}
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
