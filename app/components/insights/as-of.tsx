import { Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";

/** How old the numbers of a card are, and what they do not say. */
export function AsOf({ at, children }: { at: number; children?: ReactNode }) {
  const { t, format } = useWords("insights");
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {t("asOf", { at: format.dateTime(at) })} {children}
    </Text>
  );
}
