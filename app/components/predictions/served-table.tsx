import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { ModelCard, TaskCard } from "../../pipeline/predict/shop/model-card.ts";
import type { Task } from "../../pipeline/predict/shop/shop-model.ts";
import { formatCount, formatCounted } from "../format/format-number.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { describeChoice } from "./describe-choice.ts";
import { EvidenceBadge } from "./evidence-badge.tsx";
import { EVIDENCE_WORDS } from "./evidence-words.ts";
import { horizonName, TASKS_IN_ORDER } from "./horizon-words.ts";

/** Which model says who orders within each horizon, why this one, and how far it can be believed. */
export function ServedTable({ tasks }: Pick<ModelCard, "tasks">) {
  return (
    <SectionCard
      title="What is served, and why"
      hint="Every model had to say, at past dates, who would order next. What came decides which one is served."
      isFlush
    >
      <ResponsiveTable
        caption="Which model is served"
        rows={TASKS_IN_ORDER}
        rowKey={(task) => task}
        columns={[
          { header: "Orders within", cell: (task) => <Horizon task={task} card={tasks[task]} /> },
          {
            header: "Model",
            cell: (task) => {
              const { name, why } = describeChoice(tasks[task]);
              return (
                <BlockStack gap="050">
                  <Text as="span" fontWeight="semibold">
                    {name}
                  </Text>
                  <Text as="span" variant="bodySm" tone="subdued">
                    {why}
                  </Text>
                </BlockStack>
              );
            },
            isWide: true,
          },
          { header: "Evidence", cell: (task) => <EvidenceOf card={tasks[task]} />, isWide: true },
        ]}
      />
    </SectionCard>
  );
}

const Horizon = ({ task, card }: { task: Task; card: TaskCard }) => (
  <span className="k-horizon">{horizonName(task, card.horizonDays)}</span>
);

function EvidenceOf({ card: { evidence, outcomes, trials } }: { card: TaskCard }) {
  const { happened, count } = outcomes;
  return (
    <BlockStack gap="050">
      <InlineStack>
        <EvidenceBadge evidence={evidence} />
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {`${EVIDENCE_WORDS[evidence].meaning} ${formatCount(happened)} of ${formatCounted(count, "customer")} ordered in ${formatCounted(trials.length, "trial")}.`}
      </Text>
    </BlockStack>
  );
}
