import { BlockStack, Button, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

/** In the place of figures that were never computed, or of which there is nothing to tell. */
export function NotYet({
  why,
}: {
  why: "waiting" | "funnel" | "groups" | "orders" | "channels" | "scores";
}) {
  const { t } = useWords("insights");
  return (
    <SectionCard title={t(`empty.${why}.title`)}>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">{t(`empty.${why}.text`)}</Text>
        <Button url={why === "channels" || why === "funnel" ? "/app/sources" : "/app/data-quality"}>
          {why === "channels" || why === "funnel" ? t("empty.connect") : t("empty.look")}
        </Button>
      </BlockStack>
    </SectionCard>
  );
}
