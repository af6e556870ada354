import { BlockStack, Card, Text } from "@shopify/polaris";

/** The home page of a shop that nobody has bought from or looked at yet. */
export function FirstSteps() {
  return (
    <Card padding="800">
      <div className="k-centered">
        <BlockStack gap="300" inlineAlign="center">
          <Text as="h2" variant="headingLg" alignment="center">
            Waiting for your first customer
          </Text>
          <Text as="p" tone="subdued" alignment="center">
            Kindling is listening. As soon as somebody fills a cart, starts a checkout or orders,
            they appear here with a score that explains itself. There is nothing to set up.
          </Text>
        </BlockStack>
      </div>
    </Card>
  );
}
