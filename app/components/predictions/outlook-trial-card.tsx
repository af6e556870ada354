import { BlockStack, Box, InlineStack, Text } from "@shopify/polaris";
import type { OutlookTrial } from "../../pipeline/predict/shop/try-outlooks.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { Tile } from "../tiles/tile.tsx";
import { useWords } from "../words/use-words.ts";
import { EvidenceBadge } from "./evidence-badge.tsx";
import { daysWords } from "./horizon-words.ts";
import { metricText, metricWords } from "./metric-words.ts";

interface Props {
  /** null: the history is too short to look back. */
  trial: OutlookTrial | null;
  horizonDays: number;
}

/** How the next order and the chance to become a VIP were told at a past date, against what came. */
export function OutlookTrialCard({ trial, horizonDays }: Props) {
  const words = useWords("predictions");
  const { t, format } = words;
  if (trial === null) {
    return (
      <SectionCard title={t("lookBack.title")}>
        <Text as="p" tone="subdued">
          {t("trial.none")}
        </Text>
      </SectionCard>
    );
  }
  return (
    <SectionCard
      title={t("lookBack.title")}
      hint={t("lookBack.hint", {
        date: format.date(trial.cut),
        span: daysWords(words, horizonDays),
      })}
      isFlush
    >
      <BlockStack gap="400">
        <ResponsiveTable
          caption={t("lookBack.dates")}
          rows={trial.nextOrder}
          rowKey={({ told }) => String(told)}
          columns={[
            { header: t("tile.next"), cell: ({ told }) => t(`lookBack.${nameOf(told)}`) },
            {
              header: t("lookBack.should"),
              cell: ({ told }) => format.percent(told),
              isNumeric: true,
            },
            {
              header: t("lookBack.had"),
              cell: ({ came, count }) => (count === 0 ? "–" : format.percent(came / count, 1)),
              isNumeric: true,
            },
            {
              header: t("lookBack.of"),
              cell: ({ count }) => format.count(count),
              isNumeric: true,
            },
          ]}
        />
        {trial.vip === null ? null : <VipTrial vip={trial.vip} />}
      </BlockStack>
    </SectionCard>
  );
}

function VipTrial({ vip }: { vip: NonNullable<OutlookTrial["vip"]> }) {
  const words = useWords("predictions");
  const { t, format } = words;
  const auc = metricWords(words, "auc");
  return (
    <Box paddingInline="400" paddingBlockEnd="400">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {t("lookBack.vip")}
          </Text>
          <EvidenceBadge evidence={vip.evidence} />
        </InlineStack>
        <dl className="k-tiles" data-three>
          <Tile
            label={t("lookBack.were")}
            hint={t("lookBack.wereHint", { amount: format.count(vip.count) })}
          >
            {format.count(vip.happened)}
          </Tile>
          <Tile label={auc.name} hint={auc.meaning}>
            {metricText(words, "auc", vip.auc)}
          </Tile>
          <Tile
            label={metricWords(words, "brier").name}
            hint={t("lookBack.brierHint", {
              amount: metricText(words, "brier", vip.brierOfBaseRate),
            })}
          >
            {metricText(words, "brier", vip.brier)}
          </Tile>
        </dl>
      </BlockStack>
    </Box>
  );
}

function nameOf(told: number) {
  if (told < 0.5) return "low";
  return told > 0.5 ? "high" : "middle";
}
