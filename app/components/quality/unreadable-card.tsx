import { BlockStack, Box, Link, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Unreadable } from "../../queries/read-unreadable.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

/** Events that were stored and cannot be read: counted, named, and in nobody's way. */
export function UnreadableCard({ unreadable, asOf }: { unreadable: Unreadable; asOf: Instant }) {
  const { t, format } = useWords("quality");
  const { count, reasons } = unreadable;
  return (
    <SectionCard
      title={t("unreadable.title")}
      hint={
        count === 0
          ? t("unreadable.none")
          : t("unreadable.kept", { count, amount: format.count(count) })
      }
      action={
        count === 0 ? null : (
          <Link url="/app/activity?kind=intake&outcome=failed">{t("unreadable.each")}</Link>
        )
      }
      isFlush
    >
      {reasons.length === 0 ? (
        <Box paddingBlockEnd="100" />
      ) : (
        <ul className="k-list">
          {reasons.map(({ topic, error, count: times, lastAt }) => (
            <li key={`${topic} ${error}`}>
              <div className="k-grow">
                <BlockStack gap="050">
                  <Text as="p" fontWeight="medium">
                    {t("unreadable.times", { topic, count: times, amount: format.count(times) })}
                  </Text>
                  <span className="k-code">{error}</span>
                </BlockStack>
              </div>
              <Text as="span" variant="bodySm" tone="subdued">
                <InstantText at={lastAt} asOf={asOf} />
              </Text>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
