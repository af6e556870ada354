import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { BackfillStep } from "../../queries/read-backfill.ts";
import { formatDuration } from "../format/format-date.ts";
import { formatCount } from "../format/format-number.ts";
import { SectionCard } from "../table/section-card.tsx";
import { estimateBackfill } from "./estimate-backfill.ts";

const RESOURCE_WORDS: Record<string, string> = {
  customers: "Customers",
  products: "Products",
  orders: "Orders",
};

/** How far the shop's history is read. Shown while it runs: afterwards there is nothing to say. */
export function BackfillCard({ steps, asOf }: { steps: readonly BackfillStep[]; asOf: Instant }) {
  const leftMs = estimateBackfill(steps, asOf);
  return (
    <SectionCard
      title="Reading your shop’s history"
      hint="Scores appear as the history comes in. Tags are written once it is complete, so that no customer gets one by mistake."
      action={
        <Text as="span" tone="subdued">
          {leftMs === null ? "Estimating…" : `About ${formatDuration(leftMs)} left`}
        </Text>
      }
    >
      <BlockStack gap="300">
        {steps.map((step) => (
          <StepProgress key={step.resource} step={step} />
        ))}
      </BlockStack>
    </SectionCard>
  );
}

function StepProgress({ step }: { step: BackfillStep }) {
  const id = `backfill-${step.resource}`;
  const isDone = step.finishedAt !== null;
  const percent = isDone ? 100 : step.total ? Math.min(100, (100 * step.loaded) / step.total) : 0;
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={id}>
          {RESOURCE_WORDS[step.resource] ?? step.resource}
        </Text>
        <Text as="span" tone="subdued" numeric>
          {loadedWords(step, isDone)}
        </Text>
      </InlineStack>
      <ProgressBar
        progress={percent}
        size="small"
        tone={isDone ? "success" : "highlight"}
        ariaLabelledBy={id}
      />
    </BlockStack>
  );
}

function loadedWords({ loaded, total }: BackfillStep, isDone: boolean): string {
  if (isDone) return `${formatCount(loaded)}, complete`;
  return total === null ? formatCount(loaded) : `${formatCount(loaded)} of ${formatCount(total)}`;
}
