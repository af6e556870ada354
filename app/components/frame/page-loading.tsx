import {
  BlockStack,
  Card,
  SkeletonBodyText,
  SkeletonDisplayText,
  SkeletonPage,
} from "@shopify/polaris";

/** Stands for a page that is on its way. */
export function PageLoading() {
  return (
    <div aria-busy="true">
      <SkeletonPage primaryAction={false}>
        <BlockStack gap="400">
          {[3, 8, 6].map((lines) => (
            <Card key={lines}>
              <BlockStack gap="300">
                <SkeletonDisplayText size="small" />
                <SkeletonBodyText lines={lines} />
              </BlockStack>
            </Card>
          ))}
        </BlockStack>
      </SkeletonPage>
    </div>
  );
}
