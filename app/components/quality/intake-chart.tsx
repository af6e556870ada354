import { BlockStack, Button, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { IntakeBucket } from "../../queries/read-intake.ts";
import type { PlotView } from "../../queries/read-data-quality.ts";
import { formatClock } from "../format/format-date.ts";
import { formatCount } from "../format/format-number.ts";
import { useAddress } from "../frame/use-address.ts";
import { useShopDisplay } from "../frame/shop-context.tsx";
import { axisSteps } from "../scores/axis-steps.ts";
import { SOURCE_WORDS } from "../sources/source-words.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { IntakeBars } from "./intake-bars.tsx";
import {
  OUTCOME_WORDS,
  OUTCOMES_IN_ORDER,
  sumBuckets,
  tallyWords,
  totalOf,
} from "./outcome-words.ts";

interface Props {
  view: PlotView;
  plot: readonly IntakeBucket[];
}

const SPAN_WORDS: Record<PlotView["span"], { name: string; part: string }> = {
  hour: { name: "Last hour", part: "Minute" },
  day: { name: "Last 24 hours", part: "Hour" },
};

/** What came in over time and what became of it, with a table of the same numbers. */
export function IntakeChart({ view, plot }: Props) {
  const [isTable, setIsTable] = useState(false);
  const sum = sumBuckets(plot);
  return (
    <SectionCard
      title="What came in"
      hint="Webhooks, events, messages and records, and what became of them"
      action={
        <Button variant="plain" onClick={() => setIsTable(!isTable)}>
          {isTable ? "Show chart" : "Show table"}
        </Button>
      }
    >
      <BlockStack gap="400">
        <PlotChoice view={view} />
        <InlineStack gap="400">
          {OUTCOMES_IN_ORDER.map((outcome) => (
            <span key={outcome} className="k-legend" title={OUTCOME_WORDS[outcome].meaning}>
              <span className={`k-swatch k-intake-${outcome}`} aria-hidden="true" />
              <Text as="span" tone="subdued">
                {`${OUTCOME_WORDS[outcome].name} ${formatCount(sum[outcome])}`}
              </Text>
            </span>
          ))}
        </InlineStack>
        {isTable ? (
          <PlotTable plot={plot} part={SPAN_WORDS[view.span].part} />
        ) : (
          <Plot plot={plot} label={`${SPAN_WORDS[view.span].name}: ${tallyWords(sum)}`} />
        )}
      </BlockStack>
    </SectionCard>
  );
}

function PlotChoice({ view }: { view: PlotView }) {
  const { params, choose } = useAddress();
  return (
    <div className="k-choices">
      <Select
        label="Source"
        value={params.get("source") ?? view.source}
        options={[
          { value: "all", label: "All sources" },
          ...Object.entries(SOURCE_WORDS).map(([value, { name }]) => ({ value, label: name })),
        ]}
        onChange={(value) => choose("source", value)}
      />
      <Select
        label="Time"
        value={params.get("span") ?? view.span}
        options={Object.entries(SPAN_WORDS).map(([value, { name }]) => ({ value, label: name }))}
        onChange={(value) => choose("span", value)}
      />
    </div>
  );
}

function Plot({ plot, label }: { plot: readonly IntakeBucket[]; label: string }) {
  const { timezone } = useShopDisplay();
  const steps = axisSteps(Math.max(...plot.map(totalOf)));
  const top = steps.at(-1) ?? 1;
  const first = plot[0];
  const middle = plot[Math.floor(plot.length / 2)];
  return (
    <figure className="k-histogram" role="img" aria-label={label}>
      <div className="k-histogram-plot k-intake-plot" aria-hidden="true">
        {steps.map((step) => (
          <div key={step} className="k-histogram-line" style={{ bottom: `${(100 * step) / top}%` }}>
            <span>{formatCount(step)}</span>
          </div>
        ))}
        <IntakeBars
          buckets={plot}
          top={top}
          tip={(bucket) => `${formatClock(bucket.startsAt, timezone)}: ${tallyWords(bucket)}`}
        />
      </div>
      <div className="k-histogram-axis" aria-hidden="true">
        <span>{first ? formatClock(first.startsAt, timezone) : ""}</span>
        <span>{middle ? formatClock(middle.startsAt, timezone) : ""}</span>
        <span>now</span>
      </div>
    </figure>
  );
}

function PlotTable({ plot, part }: { plot: readonly IntakeBucket[]; part: string }) {
  const { timezone } = useShopDisplay();
  const rows = plot.filter((bucket) => totalOf(bucket) > 0).toReversed();
  if (rows.length === 0) {
    return (
      <Text as="p" tone="subdued">
        Nothing came in.
      </Text>
    );
  }
  return (
    <ResponsiveTable
      caption={`What came in by ${part.toLowerCase()}`}
      rows={rows}
      rowKey={({ startsAt }) => String(startsAt)}
      columns={[
        { header: `${part} from`, cell: ({ startsAt }) => formatClock(startsAt, timezone) },
        ...OUTCOMES_IN_ORDER.map((outcome) => ({
          header: OUTCOME_WORDS[outcome].name,
          cell: (bucket: IntakeBucket) => formatCount(bucket[outcome]),
          isNumeric: true,
        })),
      ]}
    />
  );
}
