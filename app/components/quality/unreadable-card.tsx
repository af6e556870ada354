import { BlockStack, Box, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Unreadable } from "../../queries/read-unreadable.ts";
import { formatCounted } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** Events that were stored and cannot be read: counted, named, and in nobody's way. */
export function UnreadableCard({ unreadable, asOf }: { unreadable: Unreadable; asOf: Instant }) {
  const { count, reasons } = unreadable;
  return (
    <SectionCard
      title="Unreadable events"
      hint={
        count === 0
          ? "Every stored event could be read."
          : `${formatCounted(count, "event")} kept with the reason. Nothing counts them, and their content is not shown.`
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
                    {`${topic}: ${formatCounted(times, "event")}`}
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
