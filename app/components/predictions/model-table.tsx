import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { useWords } from "../words/use-words.ts";
import { metricText, metricWords, SHOWN_METRICS } from "./metric-words.ts";
import type { ModelRow } from "./trial-view.ts";

/** On a phone so many rows are half a screen each: the others are asked for. */
const MOST_ON_A_PHONE = 3;

/** Every model's metrics over one horizon, the served one first and marked, the simple rules labelled and last. */
export function ModelTable({ models }: { models: readonly ModelRow[] }) {
  const words = useWords("predictions");
  const { t, format } = words;
  const [isWhole, setIsWhole] = useState(false);
  const more = models.length - MOST_ON_A_PHONE;
  return (
    <div className="k-model-table" data-whole={isWhole || more <= 0 || undefined}>
      <ResponsiveTable
        caption={t("trial.caption")}
        rows={models.toSorted((a, b) => Number(b.isServed) - Number(a.isServed))}
        rowKey={({ name }) => name}
        columns={[
          { header: t("trial.model"), cell: (model) => <Model {...model} /> },
          ...SHOWN_METRICS.map((metric) => ({
            header: metricWords(words, metric).name,
            cell: ({ judgement }: ModelRow) => metricText(words, metric, judgement[metric]),
            isNumeric: true,
          })),
        ]}
      />
      <div className="k-model-more">
        <Button variant="plain" onClick={() => setIsWhole(true)}>
          {t("trial.all", { count: more, amount: format.count(more) })}
        </Button>
      </div>
    </div>
  );
}

function Model({ words: { name, how, isSimple }, isServed }: ModelRow) {
  const { t } = useWords("predictions");
  return (
    <BlockStack gap="050">
      <InlineStack gap="150" blockAlign="center">
        <Text as="span" fontWeight={isServed ? "semibold" : "regular"}>
          {name}
        </Text>
        {isServed ? (
          <Badge size="small" tone="success">
            {t("trial.served")}
          </Badge>
        ) : null}
        {isSimple ? <Badge size="small">{t("trial.simple")}</Badge> : null}
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {how}
      </Text>
    </BlockStack>
  );
}
