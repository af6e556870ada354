import { BlockStack, Button, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";

/** In the place of the model card before anything was learned. */
export function NoModelYet() {
  return (
    <SectionCard title="Nothing has been learned yet">
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">
          Once a day Kindling learns from your orders who will order again, and shows here how far
          that can be believed. The first time comes within a day after your order history is read.
          There is nothing to do but wait.
        </Text>
        <Button url="/app/data-quality">See what is read</Button>
      </BlockStack>
    </SectionCard>
  );
}
