import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { EvidenceBadge } from "./evidence-badge.tsx";
import { EVIDENCE_WORDS } from "./evidence-words.ts";
import type { TrialView } from "./trial-view.ts";

interface Props {
  views: readonly TrialView[];
  hint: string;
}

/** Which model says who orders within each horizon, why this one, and how far it can be believed. */
export function ServedTable({ views, hint }: Props) {
  return (
    <SectionCard title="What is served, and why" hint={hint} isFlush>
      <ResponsiveTable
        caption="Which model is served"
        rows={views}
        rowKey={({ key }) => key}
        columns={[
          {
            header: "Orders within",
            cell: ({ name }) => <span className="k-horizon">{name}</span>,
          },
          {
            header: "Model",
            cell: ({ served }) => (
              <BlockStack gap="050">
                <Text as="span" fontWeight="semibold">
                  {served.name}
                </Text>
                <Text as="span" variant="bodySm" tone="subdued">
                  {served.why}
                </Text>
              </BlockStack>
            ),
            isWide: true,
          },
          { header: "Evidence", cell: (view) => <EvidenceOf view={view} />, isWide: true },
        ]}
      />
    </SectionCard>
  );
}

function EvidenceOf({ view: { evidence, heldAgainst } }: { view: TrialView }) {
  return (
    <BlockStack gap="050">
      <InlineStack>
        <EvidenceBadge evidence={evidence} />
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {`${EVIDENCE_WORDS[evidence].meaning} ${heldAgainst}`}
      </Text>
    </BlockStack>
  );
}
