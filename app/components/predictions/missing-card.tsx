import { List, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

/** What the shop has too little of yet, the nearest first, each in words. */
export function MissingCard({ missing }: { missing: readonly string[] }) {
  const { t } = useWords("predictions");
  return (
    <SectionCard title={t("missing.title")} hint={t("missing.hint")}>
      {missing.length === 0 ? (
        <Text as="p">{t("missing.nothing")}</Text>
      ) : (
        <List>
          {missing.map((one) => (
            <List.Item key={one}>{one}</List.Item>
          ))}
        </List>
      )}
    </SectionCard>
  );
}
