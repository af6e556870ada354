import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { BackfillStep } from "../../queries/read-backfill.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { estimateBackfill } from "./estimate-backfill.ts";

/** How far the shop's history is read. Shown while it runs: afterwards there is nothing to say. */
export function BackfillCard({ steps, asOf }: { steps: readonly BackfillStep[]; asOf: Instant }) {
  const { t, format } = useWords("home");
  const leftMs = estimateBackfill(steps, asOf);
  return (
    <SectionCard
      title={t("backfill.title")}
      hint={t("backfill.hint")}
      action={
        <Text as="span" tone="subdued">
          {leftMs === null
            ? t("backfill.estimating")
            : leftMs === 0
              ? t("backfill.counting")
              : t("backfill.left", { time: format.duration(leftMs) })}
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

type Resource = "customers" | "products" | "orders";

function StepProgress({ step }: { step: BackfillStep }) {
  const words = useWords("home");
  const id = `backfill-${step.resource}`;
  const isDone = step.finishedAt !== null;
  const percent = isDone ? 100 : step.total ? Math.min(100, (100 * step.loaded) / step.total) : 0;
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={id}>
          {words.t(`backfill.resource.${step.resource as Resource}`)}
        </Text>
        <Text as="span" tone="subdued" numeric>
          {loadedWords(words, step, isDone)}
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

function loadedWords(
  { t, format }: Words<"home">,
  { loaded, total }: BackfillStep,
  isDone: boolean,
): string {
  const amount = format.count(loaded);
  if (isDone) return t("backfill.complete", { amount });
  return total === null ? amount : t("backfill.of", { amount, total: format.count(total) });
}
