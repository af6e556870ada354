import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useWords } from "../words/use-words.ts";

/** A secret that is shown this once, with a way to take it along. */
export function SecretOnce({ title, secret }: { title: string; secret: string }) {
  const { t } = useWords("sources");
  const [copying, setCopying] = useState<"not-yet" | "copied" | "forbidden">("not-yet");
  const copy = (): void => {
    navigator.clipboard.writeText(secret).then(
      () => setCopying("copied"),
      // A frame may forbid it: the text can be selected by hand.
      () => setCopying("forbidden"),
    );
  };
  return (
    <Banner tone="success" title={title}>
      <BlockStack gap="200">
        <Text as="p" breakWord>
          <span className="k-code k-whole">{secret}</span>
        </Text>
        <InlineStack gap="200" blockAlign="center">
          <Button size="slim" onClick={copy}>
            {copying === "copied" ? t("secret.copied") : t("secret.copy")}
          </Button>
          {copying === "forbidden" ? <Text as="span">{t("secret.selectIt")}</Text> : null}
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
