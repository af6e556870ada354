import { Banner, Text } from "@shopify/polaris";
import type { Instant } from "../../../pipeline/shared/time.ts";
import { useWords } from "../../words/use-words.ts";

interface Props {
  /** Since when the customer is left out; null: they are not. */
  excludedAt: Instant | null;
  trouble: string | null;
  isBusy: boolean;
  onInclude: () => void;
}

/** That the customer is left out, with the way back; and what went wrong with the last order. */
export function ActionBanners({ excludedAt, trouble, isBusy, onInclude }: Props) {
  const { t, format } = useWords("customers");
  return (
    <>
      {trouble === null ? null : (
        <Banner tone="critical" title={t("action.failed")}>
          <Text as="p" breakWord>
            {trouble}
          </Text>
        </Banner>
      )}
      {excludedAt === null ? null : (
        <Banner
          tone="info"
          title={t("exclude.is")}
          action={{ content: t("exclude.include"), onAction: onInclude, loading: isBusy }}
        >
          <Text as="p">{t("exclude.since", { date: format.date(excludedAt) })}</Text>
        </Banner>
      )}
    </>
  );
}
