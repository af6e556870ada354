import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { SegmentInShopify } from "../../queries/read-activation.ts";
import type { MakeShopifySegmentOutcome } from "../../services/make-shopify-segment.ts";
import { SectionCard } from "../table/section-card.tsx";
import type { ActivationAnswer } from "./activation-answer.ts";

/** Our segments, each to be made one of Shopify's. */
export function ShopifySegmentCard({ segments }: { segments: readonly SegmentInShopify[] }) {
  const fetcher = useFetcher<ActivationAnswer>();
  const answer = fetcher.data?.change === "shopify-segment" ? fetcher.data : null;
  const busyHandle = fetcher.state === "idle" ? null : fetcher.formData?.get("handle");
  return (
    <SectionCard
      title="Segments in Shopify"
      hint="For discounts, Shopify Email and whatever asks for a customer segment."
    >
      <BlockStack gap="300">
        {answer === null ? null : <Answer result={answer.result} />}
        <BlockStack gap="200" as="ul">
          {segments.map(({ handle, name, hasTag, isMade }) => (
            <li key={handle} className="k-plain">
              <InlineStack gap="200" align="space-between" blockAlign="center">
                <InlineStack gap="200" blockAlign="center">
                  <Text as="span" fontWeight="semibold">
                    {name}
                  </Text>
                  {isMade ? <Badge tone="success">In Shopify</Badge> : null}
                  {hasTag ? null : <Badge>Without a tag</Badge>}
                </InlineStack>
                <Button
                  size="slim"
                  disabled={!hasTag}
                  loading={busyHandle === handle}
                  accessibilityLabel={`${isMade ? "Check" : "Create"} ${name} in Shopify`}
                  onClick={() =>
                    fetcher.submit({ change: "shopify-segment", handle }, { method: "post" })
                  }
                >
                  {isMade ? "Check" : "Create in Shopify"}
                </Button>
              </InlineStack>
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </SectionCard>
  );
}

function Answer({ result }: { result: MakeShopifySegmentOutcome }) {
  switch (result.outcome) {
    case "made":
      return <Banner tone="success">{`“${result.name}” is in Shopify now.`}</Banner>;
    case "stands":
      return <Banner tone="success">{`“${result.name}” stands in Shopify.`}</Banner>;
    case "followed":
      return <Banner tone="success">{`“${result.name}” follows the tag’s new prefix.`}</Banner>;
    case "edited":
      return (
        <Banner tone="info">{`“${result.name}” was changed in Shopify, and is left as it is.`}</Banner>
      );
    case "no-tag":
      return <Banner tone="warning">Its members carry no tag. Give the segment one first.</Banner>;
    case "unknown-segment":
      return <Banner tone="critical">There is no such segment. Load the page again.</Banner>;
    case "busy":
      return <Banner tone="info">Another segment is being made. Try again in a moment.</Banner>;
    case "refused":
      return <Banner tone="critical" title="Shopify did not make it">{`${result.reason}.`}</Banner>;
  }
}
