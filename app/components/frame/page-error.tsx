import { Banner, BlockStack, Button, InlineStack, Page, Text } from "@shopify/polaris";
import { useWords } from "../words/use-words.ts";
import type { Missing } from "./missing.ts";

/** In the place of a page that could not be shown. It stays until the merchant tries again. */
export function PageError(props: {
  isMissing: boolean;
  /** What the page would have been about, where that is not there. */
  missing: Missing | null;
  onTryAgain: () => void;
  isTrying: boolean;
}) {
  const { isMissing, missing, onTryAgain, isTrying } = props;
  const { t } = useWords("common");
  return (
    <Page
      title={isMissing ? t("error.notFound") : t("error.failed")}
      backAction={{ content: t("nav.home"), url: "/app" }}
    >
      <Banner
        tone={isMissing ? "warning" : "critical"}
        title={isMissing ? t("error.notFoundTitle") : t("error.failedTitle")}
      >
        <BlockStack gap="300">
          <Text as="p">
            {missing
              ? t(`error.missing.${missing.missing}`, { name: missing.name })
              : isMissing
                ? t("error.notFoundText")
                : t("error.failedText")}
          </Text>
          <InlineStack gap="200">
            {isMissing ? null : (
              <Button loading={isTrying} onClick={onTryAgain}>
                {t("error.tryAgain")}
              </Button>
            )}
            <Button url="/app" variant={isMissing ? "secondary" : "plain"}>
              {t("error.goHome")}
            </Button>
          </InlineStack>
        </BlockStack>
      </Banner>
    </Page>
  );
}
