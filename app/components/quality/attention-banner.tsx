import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { Trans } from "react-i18next";
import { sourceName } from "../sources/source-words.ts";
import { useWords } from "../words/use-words.ts";
import type { DescribedSource } from "./source-table.tsx";

/** What somebody has to do, in one place; nothing when there is nothing to do. */
export function AttentionBanner({
  sources,
  editorUrl,
}: {
  sources: readonly DescribedSource[];
  editorUrl: string;
}) {
  const { t, format } = useWords("quality");
  const sourceWords = useWords("sources");
  const needing = sources.filter(({ description }) => description.needsYou);
  if (needing.length === 0) return null;
  const isFailing = needing.some(({ state }) => state.kind === "failing");
  const activates = needing.some(({ description }) => description.action === "activate-embed");
  return (
    <Banner
      tone={isFailing ? "critical" : "warning"}
      title={t("attention.title", {
        count: needing.length,
        amount: format.count(needing.length),
      })}
    >
      <BlockStack gap="200">
        {needing.map(({ source, description }) => (
          <Text as="p" key={source} breakWord>
            <Trans
              t={t}
              i18nKey="attention.line"
              values={{
                source: sourceName(sourceWords, source),
                sentence: description.sentence,
              }}
              components={{ strong: <strong /> }}
            />
          </Text>
        ))}
        {activates ? (
          <InlineStack>
            <Button url={editorUrl} target="_blank">
              {t("attention.activate")}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Banner>
  );
}
