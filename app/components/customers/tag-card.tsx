import { Badge, Banner, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import type { CustomerTags } from "../../queries/read-customer.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

/** The customer's tags as they should be and as they are in Shopify. */
export function TagCard({ tags }: { tags: CustomerTags | null }) {
  const { t, format } = useWords("customers");
  const desired = new Set(tags?.desired);
  const written = new Set(tags?.written);
  const contested = new Set(tags?.contested);
  const all = [...new Set([...desired, ...written])].sort();
  return (
    <SectionCard title={t("tags.title")}>
      <BlockStack gap="200">
        {all.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("tags.none")}
          </Text>
        ) : (
          all.map((tag) => (
            <InlineStack key={tag} gap="200" align="space-between" blockAlign="center">
              <span className="k-code">{tag}</span>
              {contested.has(tag) ? (
                <Badge tone="warning">{t("tags.contested")}</Badge>
              ) : (
                <TagStatus isDesired={desired.has(tag)} isWritten={written.has(tag)} />
              )}
            </InlineStack>
          ))
        )}
        {contested.size > 0 ? (
          <Text as="p" tone="subdued">
            <Trans
              t={t}
              i18nKey="tags.contestedHint"
              components={{ activity: <Link url="/app/activity" /> }}
            />
          </Text>
        ) : null}
        {tags && tags.nextAt !== null && tags.lastError !== null ? (
          <Banner tone="critical">
            <Text as="p" breakWord>
              {tags.lastError}
            </Text>
            <Text as="p">{t("tags.nextTry", { date: format.dateTime(tags.nextAt) })}</Text>
          </Banner>
        ) : null}
      </BlockStack>
    </SectionCard>
  );
}

function TagStatus({ isDesired, isWritten }: { isDesired: boolean; isWritten: boolean }) {
  const { t } = useWords("customers");
  if (isDesired && isWritten) return <Badge tone="success">{t("tags.written")}</Badge>;
  return <Badge tone="attention">{isDesired ? t("tags.adding") : t("tags.removing")}</Badge>;
}
