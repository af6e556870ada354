import { BlockStack, Button, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { IntakeBucket } from "../../queries/read-intake.ts";
import type { PlotView } from "../../queries/read-data-quality.ts";
import { useAddress } from "../frame/use-address.ts";
import { axisSteps } from "../scores/axis-steps.ts";
import { SOURCE_NAMES } from "../../pipeline/shared/source-names.ts";
import { sourceName } from "../sources/source-words.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { IntakeBars } from "./intake-bars.tsx";
import { OUTCOMES_IN_ORDER, sumBuckets, tallyWords, totalOf } from "./outcome-words.ts";

interface Props {
  view: PlotView;
  plot: readonly IntakeBucket[];
}

const SPANS = ["hour", "day"] as const satisfies readonly PlotView["span"][];

/** What came in over time and what became of it, with a table of the same numbers. */
export function IntakeChart({ view, plot }: Props) {
  const words = useWords("quality");
  const { t, format } = words;
  const [isTable, setIsTable] = useState(false);
  const sum = sumBuckets(plot);
  return (
    <SectionCard
      title={t("intake.title")}
      hint={t("intake.hint")}
      action={
        <Button variant="plain" onClick={() => setIsTable(!isTable)}>
          {isTable ? t("intake.showChart") : t("intake.showTable")}
        </Button>
      }
    >
      <BlockStack gap="400">
        <PlotChoice view={view} />
        <InlineStack gap="400">
          {OUTCOMES_IN_ORDER.map((outcome) => (
            <span key={outcome} className="k-legend" title={t(`meaning.${outcome}`)}>
              <span className={`k-swatch k-intake-${outcome}`} aria-hidden="true" />
              <Text as="span" tone="subdued">
                {t("intake.legend", {
                  outcome: t(`outcome.${outcome}`),
                  amount: format.count(sum[outcome]),
                })}
              </Text>
            </span>
          ))}
        </InlineStack>
        {isTable ? (
          <PlotTable plot={plot} span={view.span} />
        ) : (
          <Plot
            plot={plot}
            label={t("intake.plot", {
              span: t(`span.${view.span}`),
              tally: tallyWords(words, sum),
            })}
          />
        )}
      </BlockStack>
    </SectionCard>
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

function Plot({ plot, label }: { plot: readonly IntakeBucket[]; label: string }) {
  const words = useWords("quality");
  const { t, format } = words;
  const steps = axisSteps(Math.max(...plot.map(totalOf)));
  const top = steps.at(-1) ?? 1;
  const first = plot[0];
  const middle = plot[Math.floor(plot.length / 2)];
  return (
    <figure className="k-histogram" role="img" aria-label={label}>
      <div className="k-histogram-plot k-intake-plot" aria-hidden="true">
        {steps.map((step) => (
          <div key={step} className="k-histogram-line" style={{ bottom: `${(100 * step) / top}%` }}>
            <span>{format.count(step)}</span>
          </div>
        ))}
        <IntakeBars
          buckets={plot}
          top={top}
          tip={(bucket) => `${format.clock(bucket.startsAt)}: ${tallyWords(words, bucket)}`}
        />
      </div>
      <div className="k-histogram-axis" aria-hidden="true">
        <span>{first ? format.clock(first.startsAt) : ""}</span>
        <span>{middle ? format.clock(middle.startsAt) : ""}</span>
        <span>{t("intake.now")}</span>
      </div>
    </figure>
  );
}

function PlotTable({ plot, span }: Pick<PlotView, "span"> & { plot: readonly IntakeBucket[] }) {
  const { t, format } = useWords("quality");
  const rows = plot.filter((bucket) => totalOf(bucket) > 0).toReversed();
  if (rows.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("intake.none")}
      </Text>
    );
  }
  return (
    <ResponsiveTable
      caption={t(`caption.${span}`)}
      rows={rows}
      rowKey={({ startsAt }) => String(startsAt)}
      columns={[
        { header: t(`part.${span}`), cell: ({ startsAt }) => format.clock(startsAt) },
        ...OUTCOMES_IN_ORDER.map((outcome) => ({
          header: t(`outcome.${outcome}`),
          cell: (bucket: IntakeBucket) => format.count(bucket[outcome]),
          isNumeric: true,
        })),
      ]}
    />
  );
}
