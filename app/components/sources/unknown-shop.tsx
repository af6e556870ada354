import { Banner } from "@shopify/polaris";
import { useWords } from "../words/use-words.ts";

/** The shop uninstalled while its page stood open. */
export function UnknownShop() {
  const { t } = useWords("sources");
  return <Banner tone="critical">{t("unknownShop")}</Banner>;
}
