import { Badge, InlineStack } from "@shopify/polaris";

/** The segments of a customer, in the order of the shop's list. */
export function SegmentBadges({
  segments,
}: {
  segments: readonly { handle: string; name: string }[];
}) {
  if (segments.length === 0) return <span aria-hidden="true">–</span>;
  return (
    <InlineStack gap="100">
      {segments.map(({ handle, name }) => (
        <Badge key={handle} size="small">
          {name}
        </Badge>
      ))}
    </InlineStack>
  );
}
