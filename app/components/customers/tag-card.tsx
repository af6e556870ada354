import { Badge, Banner, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import type { CustomerTags } from "../../queries/read-customer.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** The customer's tags as they should be and as they are in Shopify. */
export function TagCard({ tags }: { tags: CustomerTags | null }) {
  const desired = new Set(tags?.desired);
  const written = new Set(tags?.written);
  const contested = new Set(tags?.contested);
  const all = [...new Set([...desired, ...written])].sort();
  return (
    <SectionCard title="Tags in Shopify">
      <BlockStack gap="200">
        {all.length === 0 ? (
          <Text as="p" tone="subdued">
            None, and none to write.
          </Text>
        ) : (
          all.map((tag) => (
            <InlineStack key={tag} gap="200" align="space-between" blockAlign="center">
              <span className="k-code">{tag}</span>
              {contested.has(tag) ? (
                <Badge tone="warning">Contested</Badge>
              ) : (
                <TagStatus isDesired={desired.has(tag)} isWritten={written.has(tag)} />
              )}
            </InlineStack>
          ))
        )}
        {contested.size > 0 ? (
          <Text as="p" tone="subdued">
            Somebody changes what is contested back each time. It is left as it is;{" "}
            <Link url="/app/activity">Activity</Link> has the way to try again.
          </Text>
        ) : null}
        {tags && tags.nextAt !== null && tags.lastError !== null ? (
          <Banner tone="critical">
            <Text as="p" breakWord>
              {tags.lastError}
            </Text>
            <Text as="p">
              Next try: <InstantText at={tags.nextAt} />
            </Text>
          </Banner>
        ) : null}
      </BlockStack>
    </SectionCard>
  );
}

function TagStatus({ isDesired, isWritten }: { isDesired: boolean; isWritten: boolean }) {
  if (isDesired && isWritten) return <Badge tone="success">Written</Badge>;
  return isDesired ? (
    <Badge tone="attention">Being added</Badge>
  ) : (
    <Badge tone="attention">Being removed</Badge>
  );
}
