import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { EvidenceBadge } from "./evidence-badge.tsx";
import { evidenceWords } from "./evidence-words.ts";
import type { TrialView } from "./trial-view.ts";

interface Props {
  views: readonly TrialView[];
  hint: string;
}

/** Which model says who orders within each horizon, why this one, and how far it can be believed. */
export function ServedTable({ views, hint }: Props) {
  const { t } = useWords("predictions");
  return (
    <SectionCard title={t("served.title")} hint={hint} isFlush>
      <ResponsiveTable
        caption={t("served.caption")}
        rows={views}
        rowKey={({ key }) => key}
        columns={[
          {
            header: t("served.within"),
            cell: ({ name }) => <span className="k-horizon">{name}</span>,
          },
          {
            header: t("trial.model"),
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
          {
            header: t("served.evidence"),
            cell: (view) => <EvidenceOf view={view} />,
            isWide: true,
          },
        ]}
      />
    </SectionCard>
  );
}

function EvidenceOf({ view: { evidence, heldAgainst } }: { view: TrialView }) {
  const words = useWords("predictions");
  return (
    <BlockStack gap="050">
      <InlineStack>
        <EvidenceBadge evidence={evidence} />
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {`${evidenceWords(words, evidence).meaning} ${heldAgainst}`}
      </Text>
    </BlockStack>
  );
}
