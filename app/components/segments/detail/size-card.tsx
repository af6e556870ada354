import { BlockStack, Link, Text } from "@shopify/polaris";
import { Fragment } from "react";
import type { SegmentContext, TagProgress } from "../../../queries/read-segment-context.ts";
import type { SegmentDetail } from "../../../queries/read-segment.ts";
import { formatCount, formatCounted, formatShare } from "../../format/format-number.ts";
import { SectionCard } from "../../table/section-card.tsx";
import { Sparkline } from "../sparkline.tsx";

/** How many are in a segment, how far its tag is on them, and which segments build on it. */
export function SizeCard(props: { segment: SegmentDetail; context: SegmentContext }) {
  const { size, visitors, customers, days, tag } = props.segment;
  const { users } = props.context;
  return (
    <SectionCard title="Size">
      <BlockStack gap="300">
        <div>
          <Text as="p" variant="heading2xl" numeric>
            {formatCount(size)}
          </Text>
          <Text as="p" tone="subdued">
            {`${formatShare(size, customers)} of ${formatCounted(customers, "customer")}`}
            {visitors > 0
              ? `; besides, ${formatCounted(visitors, "visitor")} not known by name yet`
              : ""}
          </Text>
        </div>
        <Sparkline values={days.map((day) => day.size)} label="Size, last 30 days" isTall />
        {tag === null ? (
          <Text as="p" tone="subdued">
            It writes no tag.
          </Text>
        ) : (
          <div>
            <Text as="p">
              Tag <span className="k-code">{tag}</span>
            </Text>
            {props.context.tag === null ? null : (
              <Text as="p" tone="subdued">
                {tagWords(props.context.tag)}
              </Text>
            )}
          </div>
        )}
        {users.length === 0 ? null : (
          <Text as="p">
            {"Used by "}
            {users.map(({ handle, name }, index) => (
              <Fragment key={handle}>
                {index > 0 ? ", " : ""}
                <Link url={`/app/segments/${handle}`}>{name}</Link>
              </Fragment>
            ))}
          </Text>
        )}
      </BlockStack>
    </SectionCard>
  );
}

/** How far Shopify has the tag. */
export function tagWords({ mode, wanted, written }: TagProgress): string {
  const on = `On ${formatCount(written)} of ${formatCounted(wanted, "customer")} in Shopify`;
  if (mode === "paused") return `${on}. Writing tags is paused.`;
  if (mode === "cleaning" || mode === "cleaned")
    return "Kindling’s tags are taken off in this shop.";
  return written < wanted ? `${on}; the others follow.` : `${on}.`;
}
