import { BlockStack, Box, Link, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

const GROUPS = ["visitors", "api", "marketing"] as const;

/** How consent is honored: who decides, and what follows. @param props.withoutConsent refused in the last 24 hours */
export function ConsentCard({ withoutConsent }: { withoutConsent: number }) {
  const { t, format } = useWords("settings");
  return (
    <SectionCard title={t("consent.title")} hint={t("consent.hint")} isFlush>
      <ul className="k-list">
        {GROUPS.map((group) => (
          <li key={group}>
            <BlockStack gap="050">
              <Text as="h3" variant="headingSm">
                {t(`consent.${group}.name`)}
              </Text>
              <Text as="p">{t(`consent.${group}.what`)}</Text>
            </BlockStack>
          </li>
        ))}
      </ul>
      <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
        <Text as="p" tone="subdued">
          {t("consent.refusedToday", {
            count: withoutConsent,
            amount: format.count(withoutConsent),
          })}{" "}
          <Link url="/app/activity?kind=intake&days=1">{t("consent.seeRefused")}</Link>
        </Text>
      </Box>
    </SectionCard>
  );
}
