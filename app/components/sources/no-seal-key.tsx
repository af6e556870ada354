import { Banner } from "@shopify/polaris";
import { useWords } from "../words/use-words.ts";

/** The shop uninstalled while its page stood open. */
export function UnknownShop() {
  const { t } = useWords("sources");
  return <Banner tone="critical">{t("unknownShop")}</Banner>;
}

/** The operator has to act: without a key to seal with, no secret is kept. */
export function NoSealKey() {
  const { t } = useWords("sources");
  return (
    <Banner tone="warning" title={t("noSealKey.title")}>
      {t("noSealKey.text")}
    </Banner>
  );
}
