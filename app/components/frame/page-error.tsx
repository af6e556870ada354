import { Banner, BlockStack, Button, InlineStack, Page, Text } from "@shopify/polaris";

/** In the place of a page that could not be shown. It stays until the merchant tries again. */
export function PageError({ isMissing, message }: { isMissing: boolean; message: string | null }) {
  return (
    <Page
      title={isMissing ? "Not found" : "Something went wrong"}
      backAction={{ content: "Home", url: "/app" }}
    >
      <Banner tone={isMissing ? "warning" : "critical"} title={title(isMissing)}>
        <BlockStack gap="300">
          <Text as="p">{message ?? defaultMessage(isMissing)}</Text>
          <InlineStack gap="200">
            {isMissing ? null : <Button onClick={() => window.location.reload()}>Try again</Button>}
            <Button url="/app" variant={isMissing ? "secondary" : "plain"}>
              Go to home
            </Button>
          </InlineStack>
        </BlockStack>
      </Banner>
    </Page>
  );
}

const defaultMessage = (isMissing: boolean): string =>
  isMissing
    ? "The address is wrong, or what it named is gone."
    : "Your data is safe: events are kept and scored as soon as possible.";

const title = (isMissing: boolean): string =>
  isMissing ? "This page does not exist" : "This page could not be loaded";
