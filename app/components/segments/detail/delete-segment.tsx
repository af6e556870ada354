import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Link, Modal, Text } from "@shopify/polaris";
import type { SegmentContext } from "../../../queries/read-segment-context.ts";
import type { SegmentAnswer } from "../../../services/change-segment.ts";
import { formatCounted } from "../../format/format-number.ts";

/** Asks before a segment is deleted, and says what goes with it. */
export function DeleteSegment(props: {
  name: string;
  size: number;
  tag: string | null;
  context: Pick<SegmentContext, "users" | "tag">;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { name, size, tag, context, isOpen, onClose } = props;
  const fetcher = useFetcher<SegmentAnswer>();
  const isUsed = context.users.length > 0;
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={`Delete ${name}?`}
      primaryAction={{
        content: "Delete segment",
        destructive: true,
        disabled: isUsed,
        loading: fetcher.state !== "idle",
        onAction: () => fetcher.submit({ change: "delete" }, { method: "post" }),
      }}
      secondaryActions={[{ content: "Keep it", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {fetcher.data?.outcome === "in-use" || isUsed ? (
            <Banner tone="critical" title="Other segments name this one">
              <Text as="p">
                {"Change them first: "}
                {context.users.map(({ handle, name: user }, index) => (
                  <span key={handle}>
                    {index > 0 ? ", " : ""}
                    <Link url={`/app/segments/${handle}/edit`}>{user}</Link>
                  </span>
                ))}
              </Text>
            </Banner>
          ) : null}
          <Text as="p">{`${formatCounted(size, "customer")} will be in it no longer. Its versions and the history of who entered and left go with it. This cannot be undone.`}</Text>
          {tag === null ? null : (
            <Text as="p">
              The tag <span className="k-code">{tag}</span>
              {` is removed from ${formatCounted(context.tag?.written ?? 0, "customer")} in Shopify. What uses it there, such as a flow in Klaviyo, finds nobody any more.`}
            </Text>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
