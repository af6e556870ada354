import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";

/** A secret that is shown this once, with a way to take it along. */
export function SecretOnce({ label, secret }: { label: string; secret: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(secret).then(
      () => setIsCopied(true),
      // A frame may forbid it: the text can be selected by hand.
      () => setIsCopied(false),
    );
  };
  return (
    <Banner tone="success" title={`${label}. Copy it now: it is not shown again.`}>
      <BlockStack gap="200">
        <Text as="p" breakWord>
          <span className="k-code">{secret}</span>
        </Text>
        <InlineStack>
          <Button size="slim" onClick={copy}>
            {isCopied ? "Copied" : "Copy"}
          </Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
