import { BlockStack, Button, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";

/** In the place of the model card before anything could be learned. */
export function NoModelYet({ hasLooked }: { hasLooked: boolean }) {
  return (
    <SectionCard title="Nothing has been learned yet">
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">
          Once a day Kindling learns from your orders who will order again, and shows here how far
          that can be believed.{" "}
          {hasLooked
            ? "Your shop has no customer with an order yet. It is looked at again tomorrow."
            : "The first time comes as soon as your order history is read. There is nothing to do but wait."}
        </Text>
        <Button url="/app/data-quality">See what is read</Button>
      </BlockStack>
    </SectionCard>
  );
}
