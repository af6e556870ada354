import { Badge, BlockStack, Box, InlineStack, Link, Text } from "@shopify/polaris";
import type { TagWriteEntry, TagWritePage } from "../../queries/list-tag-writes.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { InstantText } from "../format/instant-text.tsx";
import { CursorPages } from "../table/cursor-pages.tsx";
import { ExportButton } from "../table/export-button.tsx";
import { SectionCard } from "../table/section-card.tsx";

/** Every write of tags: whose, which, when and why; newest first. */
export function WriteLogCard({ page }: { page: TagWritePage }) {
  const { writes, next, previous } = page;
  return (
    <SectionCard
      title="Log"
      hint="Every change of tags that Kindling made, newest first."
      action={
        writes.length === 0 ? null : <ExportButton list="tag-writes" fileName="tag-changes" />
      }
      isFlush
    >
      {writes.length === 0 ? (
        <Box padding="400" paddingBlockStart="100">
          <Text as="p" tone="subdued">
            No tag has been written yet. The first ones follow once a customer is in a segment with
            a tag.
          </Text>
        </Box>
      ) : (
        <ul className="k-list">
          {writes.map((write) => (
            <li key={write.writeId}>
              <div className="k-grow">
                <BlockStack gap="100">
                  <InlineStack gap="200" blockAlign="center">
                    <CustomerLink customerId={write.customerId} />
                    <TagBadges write={write} />
                  </InlineStack>
                  <Text as="p" variant="bodySm" tone="subdued" breakWord>
                    <Why write={write} />
                  </Text>
                </BlockStack>
              </div>
              <Text as="span" variant="bodySm" tone="subdued">
                <InstantText at={write.at} />
              </Text>
            </li>
          ))}
        </ul>
      )}
      <CursorPages next={next} previous={previous} list="Changes of tags" />
    </SectionCard>
  );
}

function TagBadges({ write: { added, removed } }: { write: TagWriteEntry }) {
  return (
    <>
      {added.map((tag) => (
        <Badge key={`+${tag}`} tone="success">
          {`Added ${tag}`}
        </Badge>
      ))}
      {removed.map((tag) => (
        <Badge key={`-${tag}`}>{`Removed ${tag}`}</Badge>
      ))}
    </>
  );
}

function Why({ write: { cause, repaired, segment } }: { write: TagWriteEntry }) {
  if (cause === "cleaning") return "You asked to remove all tags.";
  if (cause === "prefix") return "You changed the prefix.";
  if (repaired.length > 0)
    return `Put right: somebody else had changed ${repaired.join(", ")} in Shopify.`;
  if (segment === null) return "What the customer is a member of had changed.";
  return (
    <>
      {segment.entered ? "Entered" : "Left"}{" "}
      <Link url={`/app/segments/${segment.handle}`} removeUnderline>
        {segment.name}
      </Link>
      : {segment.reason}
    </>
  );
}
