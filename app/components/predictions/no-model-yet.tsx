import { BlockStack, Button, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

/** In the place of the model card before anything could be learned. */
export function NoModelYet({ hasLooked }: { hasLooked: boolean }) {
  const { t } = useWords("predictions");
  return (
    <SectionCard title={t("empty.title")}>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">{t(hasLooked ? "empty.noOrder" : "empty.first")}</Text>
        <Button url="/app/data-quality">{t("empty.see")}</Button>
      </BlockStack>
    </SectionCard>
  );
}
