import { BlockStack, Text } from "@shopify/polaris";
import type { Instant } from "../../../pipeline/shared/time.ts";
import type { SegmentDetail, SegmentMoney } from "../../../queries/read-segment.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { ShareBar } from "../../table/share-bar.tsx";
import { useWords } from "../../words/use-words.ts";

/** What today's members bought, against how many they are. */
export function MoneyCard(props: {
  segment: Pick<SegmentDetail, "money" | "size" | "customers">;
  currency: string;
  asOf: Instant;
}) {
  const { t, format } = useWords("segments");
  const { segment, currency, asOf } = props;
  const { money, size, customers } = segment;
  return (
    <SectionCard title={t("money.title")} hint={t("money.hint")}>
      {money === null ? (
        <Text as="p" tone="subdued">
          {t("money.none")}
        </Text>
      ) : (
        <BlockStack gap="300">
          <dl className="k-tiles" data-narrow>
            <Span
              label={t("money.last30")}
              money={money.last30}
              {...{ size, customers, currency }}
            />
            <Span
              label={t("money.last90")}
              money={money.last90}
              {...{ size, customers, currency }}
            />
          </dl>
          <Text as="p" variant="bodySm" tone="subdued">
            {t("money.counted", { ago: format.ago(money.countedAt, asOf) })}
          </Text>
        </BlockStack>
      )}
    </SectionCard>
  );
}

function Span(props: {
  label: string;
  money: SegmentMoney["last30"];
  size: number;
  customers: number;
  currency: string;
}) {
  const { t, format } = useWords("segments");
  const { label, money, size, customers, currency } = props;
  return (
    <div className="k-tile k-shrink">
      <dt>{label}</dt>
      <dd>
        <div className="k-tile-value">{format.money(money.members, currency)}</div>
        <ShareBar part={money.members} whole={money.shop} />
        <Text as="p" variant="bodySm" tone="subdued">
          {t("money.share", {
            customers: format.share(size, customers),
            revenue: format.share(money.members, money.shop),
          })}
        </Text>
      </dd>
    </div>
  );
}
