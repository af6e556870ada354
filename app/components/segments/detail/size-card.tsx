import { BlockStack, Text } from "@shopify/polaris";
import type { SegmentDetail } from "../../../queries/read-segment.ts";
import { Sparkline } from "../../plot/sparkline.tsx";
import { SectionCard } from "../../table/section-card.tsx";
import { useWords } from "../../words/use-words.ts";

/** How many are in a segment, against the shop, and how that became of it. */
export function SizeCard({ segment }: { segment: SegmentDetail }) {
  const { t, format } = useWords("segments");
  const { size, visitors, customers, days } = segment;
  const inWords = (kind: "customers" | "visitors", count: number): string =>
    t(`common:counted.${kind}`, { count, amount: format.count(count) });
  return (
    <SectionCard title={t("size.title")}>
      <BlockStack gap="300">
        <div>
          <Text as="p" variant="heading2xl" numeric>
            {format.count(size)}
          </Text>
          <Text as="p" tone="subdued">
            {t("size.part", {
              part: format.share(size, customers),
              customers: inWords("customers", customers),
            })}
          </Text>
          {visitors > 0 ? (
            <Text as="p" tone="subdued">
              {t("size.visitors", { visitors: inWords("visitors", visitors) })}
            </Text>
          ) : null}
        </div>
        <Sparkline
          values={days.map((day) => day.size)}
          label={t("size.trend")}
          format={format.count}
          isTall
        />
      </BlockStack>
    </SectionCard>
  );
}
