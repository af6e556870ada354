import { Box, Text } from "@shopify/polaris";
import { useWords } from "../../words/use-words.ts";

/** In the place of a preview that cannot be made yet; why stands beside the condition. */
export function Incomplete({ isFlush = false }: { isFlush?: boolean }) {
  const { t } = useWords("editor");
  return (
    <Box paddingInline={isFlush ? "400" : "0"}>
      <Text as="p" tone="subdued">
        {t("preview.incomplete")}
      </Text>
    </Box>
  );
}
