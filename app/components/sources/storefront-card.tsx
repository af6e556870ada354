import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Setup } from "../../queries/read-setup.ts";
import type { SourceStatus } from "../../queries/read-sources.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { describeSource } from "./describe-source.ts";
import { useEmbedStatus } from "./embed-status.ts";
import { sourceBrings, sourceName } from "./source-words.ts";

/** The theme's embed and the web pixel: what sees visitors. */
export function StorefrontCard(props: {
  sources: readonly SourceStatus[];
  setup: Setup;
  asOf: Instant;
  editorUrl: string;
}) {
  const words = useWords("sources");
  const { t } = words;
  const { setup, asOf } = props;
  const embed = useEmbedStatus(setup.embed);
  const shown = props.sources.filter(({ source }) => source === "proxy" || source === "pixel");
  return (
    <SectionCard
      title={t("storefront.title")}
      hint={t("storefront.hint")}
      action={
        <Button
          url={props.editorUrl}
          target="_top"
          variant={embed === "active" ? "secondary" : "primary"}
        >
          {embed === "active" ? t("storefront.open") : t("storefront.activate")}
        </Button>
      }
    >
      <BlockStack gap="300">
        {shown.map((status) => {
          const { label, tone, sentence } = describeSource(words, status, { setup, embed, asOf });
          return (
            <BlockStack key={status.source} gap="050">
              <InlineStack gap="200" blockAlign="center">
                <Text as="p" fontWeight="semibold">
                  {sourceName(words, status.source)}
                </Text>
                <Badge {...(tone === undefined ? {} : { tone })}>{label}</Badge>
              </InlineStack>
              <Text as="p" tone="subdued">
                {sentence === "" ? sourceBrings(words, status.source) : sentence}
              </Text>
            </BlockStack>
          );
        })}
      </BlockStack>
    </SectionCard>
  );
}
