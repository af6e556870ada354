import { BlockStack, Select, Text } from "@shopify/polaris";
import type { IntakeBucket } from "../../queries/read-intake.ts";
import type { PlotView } from "../../queries/read-data-quality.ts";
import { useAddress } from "../frame/use-address.ts";
import { SOURCE_NAMES } from "../../pipeline/shared/source-names.ts";
import { PlotCard } from "../plot/plot-card.tsx";
import { sourceName } from "../sources/source-words.ts";
import { useWords } from "../words/use-words.ts";
import { intakePlot } from "./intake-plot.ts";
import { OUTCOMES_IN_ORDER, sumBuckets, tallyWords, totalOf } from "./outcome-words.ts";

interface Props {
  view: PlotView;
  plot: readonly IntakeBucket[];
}

const SPANS = ["hour", "day"] as const satisfies readonly PlotView["span"][];

/** What came in over time and what became of it, with a table of the same numbers. */
export function IntakeChart({ view, plot }: Props) {
  const words = useWords("quality");
  const { t } = words;
  const sum = sumBuckets(plot);
  return (
    <PlotCard
      title={t("intake.title")}
      hint={t("intake.hint")}
      plot={intakePlot(words, plot, view.span)}
      above={
        <BlockStack gap="300">
          <PlotChoice view={view} />
          <Text as="p" fontWeight="medium">
            {totalOf(sum) === 0 ? t("intake.none") : tallyWords(words, sum)}
          </Text>
        </BlockStack>
      }
      below={
        <Text as="p" variant="bodySm" tone="subdued">
          {OUTCOMES_IN_ORDER.filter((outcome) => sum[outcome] > 0)
            .map((outcome) =>
              t("intake.meaning", {
                outcome: t(`outcome.${outcome}`),
                meaning: t(`meaning.${outcome}`),
              }),
            )
            .join(" ")}
        </Text>
      }
    />
  );
}

function PlotChoice({ view }: { view: PlotView }) {
  const { t } = useWords("quality");
  const sourceWords = useWords("sources");
  const { params, choose } = useAddress();
  return (
    <div className="k-choices">
      <Select
        label={t("intake.source")}
        value={params.get("source") ?? view.source}
        options={[
          { value: "all", label: t("intake.allSources") },
          ...SOURCE_NAMES.map((value) => ({ value, label: sourceName(sourceWords, value) })),
        ]}
        onChange={(value) => choose("source", value)}
      />
      <Select
        label={t("intake.time")}
        value={params.get("span") ?? view.span}
        options={SPANS.map((value) => ({ value, label: t(`span.${value}`) }))}
        onChange={(value) => choose("span", value)}
      />
    </div>
  );
}
