import { BlockStack, Box, Button, ButtonGroup, Text } from "@shopify/polaris";
import { useState } from "react";
import { SectionCard } from "../table/section-card.tsx";
import { CalibrationPlot } from "./calibration-plot.tsx";
import { METRIC_WORDS, SHOWN_METRICS } from "./metric-words.ts";
import { ModelTable } from "./model-table.tsx";
import type { TrialView } from "./trial-view.ts";

interface Props {
  views: readonly TrialView[];
  /** The horizon that is shown first. */
  first: string;
  hint: string;
}

/** How all models did at past dates, for one horizon at a time. */
export function TrialCard({ views, first, hint }: Props) {
  const [chosen, setChosen] = useState(first);
  const view = views.find(({ key }) => key === chosen) ?? views[0];
  if (view === undefined) return null;
  return (
    <>
      <SectionCard
        title="How every model did"
        hint={hint}
        isFlush
        action={
          <ButtonGroup variant="segmented">
            {views.map(({ key, short }) => (
              <Button
                key={key}
                size="micro"
                pressed={key === view.key}
                onClick={() => setChosen(key)}
              >
                {short}
              </Button>
            ))}
          </ButtonGroup>
        }
      >
        <div aria-live="polite">
          {view.models.length === 0 ? (
            <Box padding="400" paddingBlockStart="0">
              <Text as="p" tone="subdued">
                No trial yet: your history is too short to look back at a date and see what came.
              </Text>
            </Box>
          ) : (
            <ModelTable models={view.models} />
          )}
        </div>
        <Box padding="400">
          <BlockStack gap="100">
            {SHOWN_METRICS.map((metric) => (
              <Text key={metric} as="p" variant="bodySm" tone="subdued">
                <Text as="span" fontWeight="semibold">
                  {METRIC_WORDS[metric].name}.
                </Text>{" "}
                {METRIC_WORDS[metric].meaning}
              </Text>
            ))}
          </BlockStack>
        </Box>
      </SectionCard>
      <CalibrationPlot view={view} />
    </>
  );
}
