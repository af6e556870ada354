import { BlockStack, Box, Button, ButtonGroup, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ModelCard } from "../../pipeline/predict/shop/model-card.ts";
import type { Task } from "../../pipeline/predict/shop/shop-model.ts";
import { SectionCard } from "../table/section-card.tsx";
import { CalibrationPlot } from "./calibration-plot.tsx";
import { daysWords, TASKS_IN_ORDER } from "./horizon-words.ts";
import { METRIC_WORDS, SHOWN_METRICS } from "./metric-words.ts";
import { ModelTable } from "./model-table.tsx";

/** How all models did at past dates, for one horizon at a time. */
export function TrialCard({ tasks }: Pick<ModelCard, "tasks">) {
  const [chosen, setChosen] = useState<Task>("horizon");
  const card = tasks[chosen];
  return (
    <>
      <SectionCard
        title="How every model did"
        hint="Means over the trials: what was told at past dates, against who then ordered"
        isFlush
        action={
          <ButtonGroup variant="segmented">
            {TASKS_IN_ORDER.map((task) => (
              <Button
                key={task}
                size="micro"
                pressed={task === chosen}
                onClick={() => setChosen(task)}
              >
                {daysWords(tasks[task].horizonDays)}
              </Button>
            ))}
          </ButtonGroup>
        }
      >
        <div aria-live="polite">
          {card.models.length === 0 ? (
            <Box padding="400" paddingBlockStart="0">
              <Text as="p" tone="subdued">
                No trial yet: your history is too short to look back at a date and see what came.
              </Text>
            </Box>
          ) : (
            <ModelTable card={card} />
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
      <CalibrationPlot bins={card.bins} days={card.horizonDays} />
    </>
  );
}
