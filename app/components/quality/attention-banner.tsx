import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { SOURCE_WORDS } from "../sources/source-words.ts";
import type { DescribedSource } from "./source-table.tsx";

/** What somebody has to do, in one place; nothing when there is nothing to do. */
export function AttentionBanner({
  sources,
  editorUrl,
}: {
  sources: readonly DescribedSource[];
  editorUrl: string;
}) {
  const needing = sources.filter(({ description }) => description.needsYou);
  if (needing.length === 0) return null;
  const isFailing = needing.some(({ state }) => state.kind === "failing");
  const activates = needing.some(({ description }) => description.action === "activate-embed");
  return (
    <Banner
      tone={isFailing ? "critical" : "warning"}
      title={needing.length === 1 ? "One source needs you" : `${needing.length} sources need you`}
    >
      <BlockStack gap="200">
        {needing.map(({ source, description }) => (
          <Text as="p" key={source} breakWord>
            <Text as="span" fontWeight="semibold">
              {SOURCE_WORDS[source].name}:
            </Text>{" "}
            {description.sentence}
          </Text>
        ))}
        {activates ? (
          <InlineStack>
            <Button url={editorUrl} target="_blank">
              Activate the theme embed
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Banner>
  );
}
