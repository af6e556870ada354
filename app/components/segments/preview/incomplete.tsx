import { Box, Text } from "@shopify/polaris";

/** In the place of a preview that cannot be made yet; why stands beside the condition. */
export function Incomplete({ isFlush = false }: { isFlush?: boolean }) {
  return (
    <Box paddingInline={isFlush ? "400" : "0"}>
      <Text as="p" tone="subdued">
        Nothing to show while the condition is not complete.
      </Text>
    </Box>
  );
}
