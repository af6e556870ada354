import { Box, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** One sentence below the title. */
  hint?: ReactNode;
  /** Beside the title. */
  action?: ReactNode;
  /** Content that reaches the card's edges: tables and lists, which have their own padding. */
  isFlush?: boolean;
  children: ReactNode;
}

/** A card with a heading; the unit that all pages are built of. */
export function SectionCard({ title, hint, action, isFlush = false, children }: Props) {
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd={isFlush ? "300" : "200"}>
        <div className="k-card-head">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {hint ? (
            <Text as="p" tone="subdued">
              {hint}
            </Text>
          ) : null}
          {action ? <div>{action}</div> : null}
        </div>
      </Box>
      {isFlush ? (
        children
      ) : (
        <Box padding="400" paddingBlockStart="100">
          {children}
        </Box>
      )}
    </Card>
  );
}
