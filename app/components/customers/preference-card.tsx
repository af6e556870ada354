import { BlockStack, Box, Text } from "@shopify/polaris";
import type { Preferences } from "../../services/describe-preferences.ts";
import { SectionCard } from "../table/section-card.tsx";
import { AffinityTable } from "./affinity-table.tsx";
import { ChannelTable } from "./channel-table.tsx";
import { useWords } from "../words/use-words.ts";
import { shareWords } from "./preference-words.ts";

/** What a customer likes, what discounts do to them, and which channels they answer, each with what it rests on. */
export function PreferenceCard({ preferences }: { preferences: Preferences }) {
  const { t } = useWords("customers");
  return (
    <SectionCard title={t("likes.title")} hint={t("likes.hint")} isFlush>
      {preferences.outcome === "no-norms-yet" ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("likes.notYet")}
          </Text>
        </Box>
      ) : (
        <Described preferences={preferences} />
      )}
    </SectionCard>
  );
}

function Described({
  preferences,
}: {
  preferences: Extract<Preferences, { outcome: "described" }>;
}) {
  const words = useWords("customers");
  const { t, format } = words;
  const { types, collections, discount, channels } = preferences;
  return (
    <BlockStack gap="400">
      <AffinityTable title={t("likes.types")} affinities={types} empty={t("likes.noTypes")} />
      {collections.categories.length === 0 ? null : (
        <AffinityTable title={t("likes.collections")} affinities={collections} empty="" />
      )}
      <Box paddingInline="400">
        <Text as="h3" variant="headingSm">
          {t("likes.discounts")}
        </Text>
        <Text as="p">{t(`habit.${discount.habit}`)}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("likes.discounted", {
            discounted: format.count(discount.discounted),
            orders: format.count(discount.orders),
            share: shareWords(words, discount),
            shop: format.percent(discount.shopShare),
            evidence: t(`evidence.${discount.evidence}`),
          })}
        </Text>
      </Box>
      <ChannelTable {...channels} />
    </BlockStack>
  );
}
