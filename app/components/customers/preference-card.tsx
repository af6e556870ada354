import { BlockStack, Box, Text } from "@shopify/polaris";
import type { Preferences } from "../../services/describe-preferences.ts";
import { SectionCard } from "../table/section-card.tsx";
import { AffinityTable } from "./affinity-table.tsx";
import { ChannelTable } from "./channel-table.tsx";
import { EVIDENCE_WORDS, HABIT_WORDS, shareWords } from "./preference-words.ts";

/** What a customer likes, what discounts do to them, and which channels they answer, each with what it rests on. */
export function PreferenceCard({ preferences }: { preferences: Preferences }) {
  return (
    <SectionCard
      title="Likes and habits"
      hint="Against your other customers, whose average counts where little is known. In brackets: where the true figure lies, 95 times in 100."
      isFlush
    >
      {preferences.outcome === "no-norms-yet" ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            Not known yet. It takes a few minutes after your history is read.
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
  const { types, collections, discount, channels } = preferences;
  return (
    <BlockStack gap="400">
      <AffinityTable
        title="Product types"
        affinities={types}
        empty="Your products have no types yet, or nobody looked at any."
      />
      {collections.categories.length === 0 ? null : (
        <AffinityTable title="Collections, by looking" affinities={collections} empty="" />
      )}
      <Box paddingInline="400">
        <Text as="h3" variant="headingSm">
          Discounts
        </Text>
        <Text as="p">{HABIT_WORDS[discount.habit]}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {discount.discounted} of {discount.orders} orders with a discount; expected of the next
          ones {shareWords(discount)}, your customers {Math.round(100 * discount.shopShare)}%.{" "}
          {capitalise(EVIDENCE_WORDS[discount.evidence])}.
        </Text>
      </Box>
      <ChannelTable {...channels} />
    </BlockStack>
  );
}

const capitalise = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
