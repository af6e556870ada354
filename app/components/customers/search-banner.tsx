import { Banner, Box, Text } from "@shopify/polaris";
import type { CustomerSearch } from "../../services/find-customers.ts";
import { useWords } from "../words/use-words.ts";

/** What must be known of a search besides whom it found. */
export function SearchBanner({ search }: { search: CustomerSearch }) {
  const { t, format } = useWords("customers");
  if (search.outcome === "not-searched") {
    return (
      <Box padding="400" paddingBlockEnd="0">
        <Banner tone="critical" title={t("search.failedTitle")}>
          <Text as="p">{t("search.failed", { reason: t(`common:fault.${search.fault}`) })}</Text>
        </Banner>
      </Box>
    );
  }
  if (search.outcome !== "found" || !search.isCut) return null;
  return (
    <Box padding="400" paddingBlockEnd="200">
      <Text as="p" tone="subdued">
        {t("search.cut", { amount: format.count(search.ids.length) })}
      </Text>
    </Box>
  );
}
