import { BlockStack, Box, Text } from "@shopify/polaris";
import { ExportButton } from "../table/export-button.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

const LISTS = ["customers", "memberships", "activity"] as const;

/** The shop's data as files. */
export function ExportCard() {
  const { t } = useWords("settings");
  return (
    <SectionCard title={t("export.title")} hint={t("export.hint")} isFlush>
      <ul className="k-list">
        {LISTS.map((list) => (
          <li key={list}>
            <div className="k-grow">
              <BlockStack gap="050">
                <Text as="h3" variant="headingSm">
                  {t(`export.${list}.name`)}
                </Text>
                <Text as="p" tone="subdued">
                  {t(`export.${list}.what`)}
                </Text>
              </BlockStack>
            </div>
            <ExportButton list={list} fileName={list} />
          </li>
        ))}
      </ul>
      <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
        <Text as="p" tone="subdued">
          {t("export.one")}
        </Text>
      </Box>
    </SectionCard>
  );
}
