import { BlockStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** Facts that cannot be changed here, each with its name. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className="k-facts">{children}</dl>;
}

/** @param props.hint what it means, where that is not plain */
export function Fact(props: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <BlockStack gap="050">
          <Text as="span" breakWord>
            {props.children}
          </Text>
          {props.hint === undefined ? null : (
            <Text as="span" variant="bodySm" tone="subdued">
              {props.hint}
            </Text>
          )}
        </BlockStack>
      </dd>
    </div>
  );
}
