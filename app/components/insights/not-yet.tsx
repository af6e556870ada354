import { BlockStack, Button, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";

type Why = "waiting" | "funnel" | "groups" | "orders" | "channels" | "scores";

/** What helps; scores only take their time. */
const HELP: Record<Why, "connect" | "look" | null> = {
  waiting: "look",
  funnel: "connect",
  groups: "look",
  orders: "look",
  channels: "connect",
  scores: null,
};

const PAGES = { connect: "/app/sources", look: "/app/data-quality" };

/**
 * In the place of figures that were never computed, or of which there is nothing to tell.
 * @param props.children what is known all the same, or chooses what to look at
 */
export function NotYet({ why, children }: { why: Why; children?: ReactNode }) {
  const { t } = useWords("insights");
  const help = HELP[why];
  return (
    <SectionCard title={t(`empty.${why}.title`)}>
      <BlockStack gap="300" inlineAlign="start">
        {children}
        <Text as="p">{t(`empty.${why}.text`)}</Text>
        {help === null ? null : <Button url={PAGES[help]}>{t(`empty.${help}`)}</Button>}
      </BlockStack>
    </SectionCard>
  );
}
