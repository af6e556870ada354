import { BlockStack, Link, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

const PLACES = [
  { place: "sources", url: "/app/sources" },
  { place: "activate", url: "/app/activate" },
  { place: "scoring", url: "/app/scoring" },
  { place: "quality", url: "/app/data-quality" },
] as const;

/** The pages on which the rest is set. */
export function PlacesCard() {
  const { t } = useWords("settings");
  return (
    <SectionCard title={t("places.title")} hint={t("places.hint")} isFlush>
      <ul className="k-list">
        {PLACES.map(({ place, url }) => (
          <li key={place}>
            <BlockStack gap="050">
              <Link url={url} removeUnderline>
                {t(`places.${place}.name`)}
              </Link>
              <Text as="p" tone="subdued">
                {t(`places.${place}.what`)}
              </Text>
            </BlockStack>
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
