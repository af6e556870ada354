import { BlockStack, Box, Button, EmptySearchResult, Text } from "@shopify/polaris";
import { useAddress } from "../frame/use-address.ts";
import { useWords } from "../words/use-words.ts";
import { FILTER_NAMES } from "./describe-filter.ts";

/** In the place of an empty list: nobody is there yet, or nobody fits. */
export function NobodyFound() {
  const { t } = useWords("customers");
  const { params } = useAddress();
  const isFiltered = ["search", ...FILTER_NAMES].some((name) => params.get(name));
  if (!isFiltered) {
    return (
      <Box padding="800">
        <BlockStack gap="300" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {t("list.emptyTitle")}
          </Text>
          <Text as="p" tone="subdued" alignment="center">
            {t("list.empty")}
          </Text>
          <Button url="/app/sources">{t("list.see")}</Button>
        </BlockStack>
      </Box>
    );
  }
  return (
    <Box padding="800">
      <EmptySearchResult title={t("list.nobodyTitle")} description={t("list.nobody")} />
    </Box>
  );
}
